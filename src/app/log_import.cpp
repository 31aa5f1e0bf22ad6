#include "app/commands.hpp"

#include "app/data.hpp"
#include "store/place.hpp"
#include "web/import_log.hpp"

#include <ostream>

namespace app {

int log_import(program& p, const log_import_options& o) {
    const auto database = open_data(p, o.entry.data);
    const auto file = find_pledge(*database, o.entry.slug);
    if (!file) return report(p, file.error());
    const auto bytes = read_bytes(o.file);
    if (!bytes) return report(p, bytes.error());
    web::import_choices how{file->settings.usual, {}, p.clock.today(), o.entry.confirmed};
    {
        auto reader = database->read();
        how.places = store::places_of(reader, file->id);
    }
    const auto log = web::read_log(*file, *bytes, how);
    if (!log) return report(p, log.error());
    const auto wrong = log->rows.size() - log->good();
    for (const auto& row : log->rows)
        if (!row.entry)
            p.err << p.say({"app.import_line", {{"line", row.line}, {"why", row.entry.error().text}}}) << '\n';
    if (wrong > 0 && !o.good_only) {
        p.err << p.say({"app.import_nothing", {{"n", static_cast<std::int64_t>(wrong)}}}) << '\n';
        return bad_input;
    }
    const auto entries = log->entries();
    const auto kept = keep_entries(*database, *file, entries);
    p.out << p.say({"app.import_saved",
                    {{"n", static_cast<std::int64_t>(kept.added)},
                     {"known", static_cast<std::int64_t>(entries.size() - kept.added)}}})
          << '\n';
    return done;
}

} // namespace app
