#include "app/documents.hpp"

#include "app/data.hpp"
#include "base/text.hpp"
#include "core/log_rules.hpp"
#include "core/screen.hpp"
#include "exchange/json.hpp"
#include "intake/read_file.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <algorithm>
#include <istream>
#include <iterator>

namespace app {
namespace {

bool is_json(std::string_view bytes, std::string_view path) {
    return path.ends_with(".json") ||
           (base::trimmed(bytes.substr(0, 64)).starts_with('{') && bytes.find("\"lofte/1\"") != bytes.npos);
}

bool has_pledge(const reading::document& d) {
    return std::any_of(d.focus_areas.begin(), d.focus_areas.end(),
                       [](const auto& area) { return !area.pledges.empty(); });
}

bool is_plan_alone(const read_document& file) {
    return !file.draft.source.empty() && !file.draft.document.plan.empty() && !has_pledge(file.draft.document);
}

const reading::signatory* signatory_of(const reading::document& d, const reading::party& party) {
    for (const auto& one : d.signatories)
        if (one.party == party.name && !one.title.empty()) return &one;
    return nullptr;
}

} // namespace

// The sentence says the place within the file.
base::problem of_file(base::problem problem, const std::string& path) {
    problem.field = path;
    return problem;
}

base::result<read_document> read_document_file(program& p, const std::string& path) {
    auto bytes = path == "-" ? base::result<std::string>{std::string{std::istreambuf_iterator<char>{p.in}, {}}}
                             : read_bytes(path);
    if (!bytes) return tl::unexpected{bytes.error()};
    if (is_json(*bytes, path)) {
        auto document = exchange::parse_document(*bytes);
        if (!document) return tl::unexpected{of_file(document.error(), path)};
        if (const auto n = static_cast<std::int64_t>(exchange::log_beside(*bytes)); n > 0)
            warn(p, {"app.file_warning", {{"path", path}, {"what", base::message{"app.log_not_read", {{"n", n}}}}}});
        return read_document{path, {.document = std::move(*document)}};
    }
    auto text = intake::read_file(*bytes, path);
    if (!text) return tl::unexpected{of_file(text.error(), path)};
    for (const auto& warning : text->warnings)
        warn(p, {"app.file_warning", {{"path", path}, {"what", warning}}});
    return read_document{path, reading::read_document(text->text, reading::all_municipalities())};
}

base::result<std::vector<read_document>> join_plans(std::vector<read_document> files) {
    if (files.size() < 2) return files;
    std::vector<read_document> joined;
    std::vector<read_document> plans;
    for (auto& file : files)
        (is_plan_alone(file) ? plans : joined).push_back(std::move(file));
    if (plans.empty()) return joined;
    if (joined.size() != 1 || joined[0].draft.source.empty())
        return base::fail(base::problem_kind::invalid, {"app.plan_without_pledge", {}}, plans[0].path);
    auto text = joined[0].draft.source;
    for (const auto& plan : plans)
        text += "\n\f\n" + plan.draft.source;
    joined[0].draft = reading::read_document(text, reading::all_municipalities());
    return joined;
}

base::result<std::vector<core::approval>> paper_approvals(program& p, const reading::document& d,
                                                          const publishing& how) {
    const auto today = p.clock.today();
    if (how.on && *how.on > today)
        return base::fail(base::problem_kind::invalid, {"app.approved_later", {{"date", *how.on}}}, "--approved");
    if (const auto fit = core::check_text("--by", how.by); !fit) return tl::unexpected{fit.error()};
    for (const auto& finding : core::screen(how.by))
        if (finding.kind == core::finding_kind::person_name || finding.kind == core::finding_kind::personal_number)
            return base::fail(base::problem_kind::invalid, {"app.by_person", {{"by", how.by}}}, "--by");
    std::vector<core::approval> approvals;
    for (const auto& party : d.parties) {
        if (party.role != reading::party_role::signatory) continue;
        const auto* signed_by = signatory_of(d, party);
        approvals.push_back({.party = party.name,
                             .by = !how.by.empty() ? how.by
                                   : signed_by     ? signed_by->title
                                                   : p.say("app.on_paper"),
                             .on = how.on.value_or(std::min(today, d.decided.value_or(today)))});
    }
    return approvals;
}

} // namespace app
