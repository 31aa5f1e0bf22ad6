#include "app/documents.hpp"

#include "app/data.hpp"
#include "core/log_rules.hpp"
#include "core/screen.hpp"

#include <algorithm>
#include <istream>
#include <iterator>

namespace app {
namespace {

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

base::result<web::brought_file> read_document_file(program& p, const std::string& path) {
    auto bytes = path == "-" ? base::result<std::string>{std::string{std::istreambuf_iterator<char>{p.in}, {}}}
                             : read_bytes(path);
    if (!bytes) return tl::unexpected{bytes.error()};
    auto file = web::bring_in(*bytes, path);
    if (!file) return tl::unexpected{of_file(file.error(), path)};
    for (const auto& warning : file->warnings)
        warn(p, {"app.file_warning", {{"path", path}, {"what", warning}}});
    return file;
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
