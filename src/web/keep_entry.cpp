#include "web/keep_entry.hpp"

#include "store/report_job.hpp"
#include "web/visit.hpp"

namespace web {

store::kept_entry keep_entry(const site& s, const core::pledge_file& file, const core::log_entry& entry,
                             bool is_day_named) {
    store::kept_entry kept;
    s.database.write([&](db::transaction& t) {
        kept = store::append(t, file.id, entry, is_day_named);
        if (!kept.was_there && kept.overtaken_by.empty()) store::queue_reports(t, file.slug, {&kept.entry, 1});
    });
    if (!kept.was_there && kept.overtaken_by.empty()) {
        s.pages.drop(file.slug);
        s.pages.drop(list_tag);
    }
    return kept;
}

store::kept_entries keep_entries(const site& s, const core::pledge_file& file,
                                 const std::vector<core::log_entry>& entries) {
    store::kept_entries kept;
    s.database.write([&](db::transaction& t) {
        kept = store::append_all(t, file.id, entries);
        if (kept.added > 0) store::queue_reports(t, file.slug, entries);
    });
    if (kept.added > 0) {
        s.pages.drop(file.slug);
        s.pages.drop(list_tag);
    }
    return kept;
}

} // namespace web
