#include "app/commands.hpp"

#include "app/data.hpp"
#include "core/plan.hpp"
#include "render/html.hpp"
#include "render/pdf.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <optional>
#include <ostream>

namespace app {
namespace {

// The report's own span: as asked, else the validity up to the day.
std::pair<base::date, base::date> span_of(const core::pledge_file& file, const report_options& o, base::date today) {
    const auto whole = core::span_told(file.document, today);
    const auto to = o.to.value_or(whole.to);
    return {o.from.value_or(std::min(to, whole.from)), to};
}

} // namespace

int report_pdf(program& p, const report_options& o) {
    const auto database = open_data(p, o.data);
    const auto file = find_pledge(*database, o.slug);
    if (!file) return report(p, file.error());
    const auto [from, to] = span_of(*file, o, p.clock.today());
    if (to < from)
        return report(p, {base::problem_kind::invalid, {"app.span_backwards", {{"from", from}, {"to", to}}}, "--to"});
    if (from > p.clock.today())
        return report(p, {base::problem_kind::invalid, {"app.span_future", {{"from", from}}}, "--from"});
    // What was asked for up to a day is told as of that day; the whole of a pledge as it is known today.
    const auto day = o.to && to < p.clock.today() ? to : p.clock.today();
    const auto state = core::judge(file->document, file->log, file->reasons, file->settings, day);
    const render::templates templates;
    const render::page_context context{templates,        p.say,
                                       p.clock.today(),  day < p.clock.today() ? std::optional{day} : std::nullopt,
                                       "/" + file->slug, ""};
    const auto pdf = render::pdf(render::report_page(context, *file, state, from, to));
    if (!pdf) return report(p, pdf.error());
    const auto path = o.out.empty() ? file->slug + ".pdf" : o.out;
    if (path == "-") {
        p.out << *pdf;
        return done;
    }
    std::ofstream out{path, std::ios::binary};
    out << *pdf;
    out.close();
    if (!out) return report(p, {base::problem_kind::invalid, {"app.file_unwritable", {{"path", path}}}, "--out"});
    p.err << p.say({"app.report_made", {{"path", path}}}) << '\n';
    return done;
}

} // namespace app
