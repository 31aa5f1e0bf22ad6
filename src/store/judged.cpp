#include "store/judged.hpp"

#include "db/statement.hpp"
#include "store/log_done.hpp"
#include "store/pledge.hpp"

namespace store {
namespace {

// In done entries, of some 64 bytes each: a window is some four of them, what a document says of a row or a pledge some
// sixteen.
std::size_t weight_of(const judged_pledge& p) {
    std::size_t windows = 0;
    for (const auto& owner : p.state.owners)
        for (const auto& reading : owner.readings)
            windows += reading.windows.size();
    return 1 + p.done.size() + 4 * windows + 16 * core::owners_of(p.file.document).size();
}

} // namespace

std::shared_ptr<const judged_pledge> find_judged(db::reader& r, std::string_view slug, base::date day,
                                                 pledge_cache& cache) {
    // Before the rest: what changes meanwhile is then kept under too low a number, and read anew the next time.
    const auto now = revision(r, slug);
    const auto known = cache.judged.find(slug);
    if (known && known->revision == now && known->state.as_of == day) return known;
    auto file = find_pledge_only(r, slug, &cache);
    if (!file) return nullptr;
    const auto rows = db::find<std::int64_t>(r, "select log_rows from document where id = $1", file->id).value_or(0);
    judged_pledge fresh;
    fresh.revision = now;
    // Of a reader that began earlier the log may be shorter than what another has kept meanwhile.
    const bool goes_on = known && known->file.version == file->version && known->rows > 0 && known->rows <= rows;
    if (goes_on) fresh.done = known->done;
    if (!goes_on || !add_done_after(r, file->id, file->document, known->rows, rows, fresh.done))
        fresh.done = done_of(r, file->id, file->document, rows);
    fresh.rows = rows;
    fresh.state = core::judge(file->document, fresh.done, file->reasons, file->settings, day);
    fresh.file = std::move(*file);
    const auto weight = weight_of(fresh);
    const auto kept = std::make_shared<const judged_pledge>(std::move(fresh));
    cache.judged.keep(slug, kept, weight);
    return kept;
}

} // namespace store
