#include "web/keep_entry.hpp"

#include "store/job.hpp"
#include "web/visit.hpp"

namespace web {

store::kept_entry keep_entry(const site& s, const core::pledge_file& file, const core::log_entry& entry,
                             bool is_day_named) {
    store::kept_entry kept;
    s.database.write([&](db::transaction& t) {
        kept = store::append(t, file.id, entry, is_day_named);
        if (!kept.was_there && kept.overtaken_by.empty()) store::add_job(t, "report", file.slug);
    });
    if (!kept.was_there && kept.overtaken_by.empty()) {
        s.pages.drop(file.slug);
        s.pages.drop(list_tag);
    }
    return kept;
}

} // namespace web
