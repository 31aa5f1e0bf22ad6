#include "http/multipart.hpp"

#include "base/text.hpp"
#include "http/form.hpp"
#include "http/head.hpp"

#include <optional>
#include <string_view>

namespace http {
namespace {

constexpr std::size_t most_parts = 1'000;
constexpr std::size_t longest_boundary = 70; // RFC 2046, 5.1.1
constexpr std::size_t longest_head = 8'192;
constexpr std::string_view line_end = "\r\n";

tl::unexpected<base::problem> unreadable() {
    return base::fail(base::problem_kind::invalid, {"http.form_unreadable", {}});
}

// A parameter of a header's value: quoted with \ before " and \, or a token. nullopt: it has none of that name, or one
// that does not end.
std::optional<std::string> parameter(std::string_view value, std::string_view name) {
    for (auto at = value.find(';'); at != value.npos;) {
        auto rest = base::trimmed(value.substr(at + 1));
        const auto equals = rest.find('=');
        if (equals == rest.npos) return std::nullopt;
        const bool is_it = same_name(base::trimmed(rest.substr(0, equals)), name);
        rest.remove_prefix(equals + 1);
        std::string said;
        std::size_t end = 0;
        if (rest.starts_with('"')) {
            for (end = 1; end < rest.size() && rest[end] != '"'; ++end) {
                if (rest[end] == '\\' && end + 1 < rest.size() && (rest[end + 1] == '"' || rest[end + 1] == '\\'))
                    ++end;
                said += rest[end];
            }
            if (end == rest.size()) return std::nullopt;
            ++end;
        } else {
            end = std::min(rest.find(';'), rest.size());
            said = base::trimmed(rest.substr(0, end));
        }
        if (is_it) return said;
        value = rest.substr(end);
        at = value.find(';');
    }
    return std::nullopt;
}

struct part_head {
    std::string field;
    std::optional<std::string> file;
};

std::optional<part_head> head_of(std::string_view lines) {
    for (const auto line : base::split(lines, '\n')) {
        const auto colon = line.find(':');
        if (colon == line.npos || !same_name(base::trimmed(line.substr(0, colon)), "content-disposition")) continue;
        const auto value = line.substr(colon + 1);
        auto name = parameter(value, "name");
        if (!name || !base::trimmed(value).starts_with("form-data")) return std::nullopt;
        return part_head{*std::move(name), parameter(value, "filename")};
    }
    return std::nullopt;
}

base::result<sent_form> parse_parts(std::string_view body, const std::string& boundary) {
    const auto mark = "--" + boundary;
    const auto next_mark = std::string{line_end} + mark;
    sent_form out;
    if (!body.starts_with(mark)) return unreadable();
    body.remove_prefix(mark.size());
    for (std::size_t n = 0; !body.starts_with("--"); ++n) {
        if (n == most_parts || !body.starts_with(line_end)) return unreadable();
        body.remove_prefix(line_end.size());
        const auto head_end = body.find("\r\n\r\n");
        if (head_end == body.npos || head_end > longest_head) return unreadable();
        auto head = head_of(body.substr(0, head_end));
        body.remove_prefix(head_end + 4);
        const auto end = body.find(next_mark);
        if (!head || end == body.npos) return unreadable();
        std::string bytes{body.substr(0, end)};
        if (!head->file) {
            if (!base::is_valid_utf8(bytes)) return unreadable();
            out.values.emplace_back(std::move(head->field), std::move(bytes));
        } else if (!head->file->empty() || !bytes.empty()) {
            out.files.push_back({std::move(head->field), *std::move(head->file), std::move(bytes)});
        }
        body.remove_prefix(end + next_mark.size());
    }
    return out;
}

} // namespace

base::result<sent_form> parse_sent(const request& r) {
    const auto type = r.header("content-type").value_or("");
    if (!same_name(base::trimmed(type.substr(0, type.find(';'))), "multipart/form-data")) {
        auto values = parse_form(r);
        if (!values) return tl::unexpected{values.error()};
        return sent_form{*std::move(values), {}};
    }
    const auto boundary = parameter(type, "boundary");
    if (!boundary || boundary->empty() || boundary->size() > longest_boundary) return unreadable();
    return parse_parts(r.body, *boundary);
}

} // namespace http
