#include "web/bring_in.hpp"

#include "base/text.hpp"
#include "exchange/json.hpp"
#include "http/multipart.hpp"
#include "intake/read_file.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <algorithm>

namespace web {
namespace {

constexpr std::size_t most_files = 10;

tl::unexpected<base::problem> refused(const char* key, const char* field) {
    return base::fail(base::problem_kind::invalid, {key, {}}, field);
}

bool is_json(std::string_view bytes, std::string_view name) {
    return name.ends_with(".json") ||
           (base::trimmed(bytes.substr(0, 64)).starts_with('{') && bytes.find("\"lofte/1\"") != bytes.npos);
}

bool has_pledge(const reading::document& d) {
    return std::any_of(d.focus_areas.begin(), d.focus_areas.end(),
                       [](const auto& area) { return !area.pledges.empty(); });
}

bool is_plan_alone(const brought_file& file) {
    return !file.draft.source.empty() && !file.draft.document.plan.empty() && !has_pledge(file.draft.document);
}

base::result<brought_file> read_json(std::string_view bytes, const std::string& name) {
    auto document = exchange::parse_document(bytes);
    if (!document) {
        document.error().field = name;
        return tl::unexpected{document.error()};
    }
    brought_file file{name, {.document = std::move(*document), .source = {}, .spans = {}}, {}};
    if (const auto n = static_cast<std::int64_t>(exchange::log_beside(bytes)); n > 0)
        file.warnings.push_back({"app.log_not_read", {{"n", n}}});
    return file;
}

} // namespace

base::result<brought_file> bring_in(std::string_view bytes, const std::string& name, std::size_t scanned_pages) {
    if (is_json(bytes, name)) return read_json(bytes, name);
    intake::limits limits;
    limits.scanned_pages = scanned_pages;
    auto text = intake::read_file(bytes, name, limits);
    if (!text) return tl::unexpected{text.error()};
    return brought_file{name, reading::read_document(text->text, reading::all_municipalities()),
                        std::move(text->warnings)};
}

base::result<brought_file> bring_in_sent(const http::sent_form& form, const std::string& pasted,
                                         std::size_t scanned_pages) {
    if (form.files.empty() && pasted.empty()) return refused("draft.nothing_sent", "fil");
    if (!form.files.empty() && !pasted.empty()) return refused("draft.file_and_text", "text");
    if (form.files.size() > most_files) return refused("draft.many_files", "fil");
    if (form.files.empty()) return bring_in(pasted, "");
    std::vector<brought_file> files;
    for (const auto& sent : form.files) {
        auto file = bring_in(sent.bytes, sent.name, scanned_pages);
        if (!file) return file;
        files.push_back(*std::move(file));
    }
    auto joined = join_plans(std::move(files));
    if (!joined) return tl::unexpected{joined.error()};
    if (joined->size() != 1) return refused("draft.many_pledges", "fil");
    return std::move(joined->front());
}

base::result<std::vector<brought_file>> join_plans(std::vector<brought_file> files) {
    if (files.size() < 2) return files;
    std::vector<brought_file> joined;
    std::vector<brought_file> plans;
    for (auto& file : files)
        (is_plan_alone(file) ? plans : joined).push_back(std::move(file));
    if (plans.empty()) return joined;
    if (joined.size() != 1 || joined[0].draft.source.empty())
        return base::fail(base::problem_kind::invalid, {"app.plan_without_pledge", {}}, plans[0].name);
    auto text = joined[0].draft.source;
    for (auto& plan : plans) {
        text += "\n\f\n" + plan.draft.source;
        joined[0].warnings.insert(joined[0].warnings.end(), plan.warnings.begin(), plan.warnings.end());
    }
    joined[0].draft = reading::read_document(text, reading::all_municipalities());
    return joined;
}

} // namespace web
