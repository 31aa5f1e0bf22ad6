#include "store/draft_source.hpp"

#include "base/text.hpp"
#include "db/statement.hpp"
#include "store/pledge.hpp"

#include <fmt/format.h>

#include <charconv>

namespace store {
namespace {

constexpr int first_version = 1;

// A line each: a pointer, where it begins, where it ends. No pointer of ours holds a space.
std::string spans_text(const std::map<std::string, reading::span>& spans) {
    std::string all;
    for (const auto& [pointer, at] : spans)
        all += fmt::format("{} {} {}\n", pointer, at.begin, at.end);
    return all;
}

std::size_t number_in(std::string_view text) {
    std::size_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

std::map<std::string, reading::span> spans_in(std::string_view text) {
    std::map<std::string, reading::span> all;
    for (const auto line : base::split(text, '\n')) {
        const auto parts = base::split(line, ' ');
        if (parts.size() == 3) all[std::string{parts[0]}] = {number_in(parts[1]), number_in(parts[2])};
    }
    return all;
}

} // namespace

void store_source(db::transaction& t, std::int64_t pledge, const core::draft_source& source) {
    db::run(t, R"(
        insert into document_source (document, version, name, content, spans, warnings)
        values ($1, $2, $3, $4, $5, $6))",
            pledge, first_version, source.name, source.text, spans_text(source.spans),
            fmt::format("{}", fmt::join(source.warnings, "\n")));
}

std::optional<read_source> source_of(db::reader& r, std::int64_t pledge) {
    const auto found = db::find<std::string, std::string, std::string, std::string, std::string>(r, R"(
        select s.name, s.content, s.spans, s.warnings, v.body
        from document_source s
        join document_version v on v.document = s.document and v.number = s.version
        where s.document = $1)",
                                                                                                 pledge);
    if (!found) return std::nullopt;
    const auto& [name, text, spans, warnings, body] = *found;
    read_source out{{name, text, spans_in(spans), {}}, stored_document(body, name)};
    for (const auto line : base::split(warnings, '\n'))
        if (!line.empty()) out.source.warnings.emplace_back(line);
    return out;
}

} // namespace store
