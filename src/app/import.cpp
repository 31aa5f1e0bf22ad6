#include "app/commands.hpp"

#include "app/data.hpp"
#include "app/documents.hpp"
#include "base/text.hpp"
#include "core/document_rules.hpp"
#include "core/draft.hpp"
#include "db/error.hpp"
#include "exchange/json.hpp"
#include "jobs/worker.hpp"
#include "store/pledge.hpp"
#include "web/site.hpp"

#include <fmt/format.h>

#include <ostream>

namespace app {
namespace {

base::result<std::vector<web::brought_file>> read_all(program& p, const std::vector<std::string>& paths) {
    std::vector<web::brought_file> files;
    for (const auto& path : paths) {
        auto file = read_document_file(p, path);
        if (!file) return tl::unexpected{file.error()};
        files.push_back(std::move(*file));
    }
    return web::join_plans(std::move(files));
}

void tell_import(program& p, const core::pledge_file& file) {
    if (p.json) {
        p.out << fmt::format(R"({{"slug":"{}","status":"{}","questions":{}}})", file.slug,
                             file.status == core::status::published ? "published" : "draft",
                             file.document.questions.size())
              << '\n';
        return;
    }
    std::int64_t pledges = 0;
    for (const auto& area : file.document.focus_areas)
        pledges += static_cast<std::int64_t>(area.pledges.size());
    p.out << p.say({file.status == core::status::published ? "app.published" : "app.imported",
                    {{"slug", file.slug},
                     {"title", file.document.title},
                     {"pledges", pledges},
                     {"measures", static_cast<std::int64_t>(file.document.plan.size())}}})
          << '\n';
    if (const auto n = static_cast<std::int64_t>(file.document.questions.size()); n > 0)
        p.out << p.say({"app.open_questions", {{"n", n}, {"slug", file.slug}}}) << '\n';
}

} // namespace

int print_drafts(program& p, const std::vector<std::string>& paths) {
    const auto files = read_all(p, paths);
    if (!files) return report(p, files.error());
    for (const auto& file : *files)
        p.out << exchange::draft_json(file.draft) << '\n';
    return done;
}

// All files are read before anything is stored, and all are stored together or not at all.
int import_files(program& p, const import_options& o) {
    const auto files = read_all(p, o.files);
    if (!files) return report(p, files.error());
    if (!o.slug.empty() && files->size() > 1)
        return report(p, {base::problem_kind::invalid, {"app.slug_of_many", {}}, "--slug"});
    if (!o.slug.empty() && web::is_reserved(o.slug))
        return report(p, {base::problem_kind::invalid, {"app.slug_reserved", {{"slug", o.slug}}}, "--slug"});
    std::vector<std::vector<core::approval>> approvals;
    for (const auto& file : *files) {
        if (const auto fit = core::check_document(file.draft.document); !fit)
            return report(p, of_file(fit.error(), file.name));
        auto given = paper_approvals(p, file.draft.document, o.publish);
        if (!given) return report(p, given.error());
        approvals.push_back(std::move(*given));
    }
    const auto database = open_data(p, o.data);
    if (!o.slug.empty()) {
        auto reader = database->read();
        if (store::find_pledge_only(reader, o.slug))
            return report(p, {base::problem_kind::conflict, {"app.slug_taken", {{"slug", o.slug}}}, "--slug"});
    }
    std::vector<core::pledge_file> stored;
    struct taken {}; // by somebody who was faster
    const auto store_all = [&](db::transaction& t) {
        stored.clear();
        for (std::size_t i = 0; i < files->size(); ++i) {
            const auto& document = (*files)[i].draft.document;
            stored.push_back(store::add_pledge(
                t, {.slug = o.slug.empty() ? core::place_and_year(document) : o.slug, .document = document},
                command_line_holder));
            if (!o.slug.empty() && stored.back().slug != o.slug) throw taken{};
            if (!o.publish.wanted) continue;
            auto& pledge = stored.back();
            pledge.approvals = approvals[i];
            store::publish(t, pledge.id, pledge.approvals);
            jobs::queue_report(t, pledge.slug);
            pledge.status = core::status::published;
        }
    };
    try {
        database->write(store_all);
    } catch (const taken&) {
        return report(p, {base::problem_kind::conflict, {"app.slug_taken", {{"slug", o.slug}}}, "--slug"});
    } catch (const db::error& e) {
        if (o.slug.empty() || e.kind() != db::error_class::unique) throw;
        return report(p, {base::problem_kind::conflict, {"app.slug_taken", {{"slug", o.slug}}}, "--slug"});
    }
    for (const auto& file : stored)
        tell_import(p, file);
    return done;
}

int publish(program& p, const data_place& data, const std::string& slug, const publishing& how) {
    const auto database = open_data(p, data);
    auto file = find_pledge(*database, slug);
    if (!file) return report(p, file.error());
    if (file->status == core::status::published)
        return report(p, {base::problem_kind::conflict, {"app.published_already", {{"slug", slug}}}});
    auto approvals = paper_approvals(p, file->document, how);
    if (!approvals) return report(p, approvals.error());
    file->approvals = std::move(*approvals);
    file->status = core::status::published;
    bool was_first = false;
    database->write([&](db::transaction& t) {
        was_first = store::publish(t, file->id, file->approvals);
        if (was_first) jobs::queue_report(t, file->slug);
    });
    if (!was_first) return report(p, {base::problem_kind::conflict, {"app.published_already", {{"slug", slug}}}});
    tell_import(p, *file);
    return done;
}

int export_pledge(program& p, const data_place& data, const std::string& slug) {
    const auto database = open_data(p, data);
    const auto file = find_pledge(*database, slug);
    if (!file) return report(p, file.error());
    p.out << exchange::document_json(file->document) << '\n';
    return done;
}

} // namespace app
