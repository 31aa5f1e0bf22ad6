#include "jobs/worker.hpp"

#include "core/plan.hpp"
#include "jobs/retention.hpp"
#include "render/pdf.hpp"
#include "store/pledge.hpp"
#include "store/report_job.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace jobs {

void queue_report(db::transaction& t, std::string_view slug) { store::add_job(t, "report", slug); }

worker::worker(db::database& database, const render::templates& templates, const base::translator& say,
               const base::clock& clock, std::string base_url)
    : database_{database}, templates_{templates}, say_{say}, clock_{clock}, base_url_{std::move(base_url)},
      runner_{
          database,
          clock,
          {{"report", [this](const store::job& j, const std::stop_token& stop) { return make_report(j, stop); }},
           {std::string{store::later_report},
            [this](const store::job& j, const std::stop_token&) {
                database_.write([&](db::transaction& t) { queue_report(t, store::slug_of_later(j.subject)); });
                return base::result<void>{};
            }},
           {"retention", [this](const store::job&,
                                const std::stop_token& stop) { return erase_what_is_due(database_, clock_, stop); }}},
          std::chrono::seconds{30},
          {{"retention", [](core::moment now) { return next_day_at(now, std::chrono::minutes{150}); }}}} {}

base::result<void> worker::make_report(const store::job& j, const std::stop_token& stop) const {
    std::optional<core::pledge_file> file;
    std::int64_t revision = 0;
    {
        auto reader = database_.read(); // one moment's state: the revision is the file's
        file = store::find_pledge(reader, j.subject);
        if (file) revision = store::revision(reader, j.subject);
    }
    if (!file) return {}; // it is gone, and so is what the job was for
    const auto today = clock_.today();
    const auto span = core::span_told(file->document, today);
    // The span ends with the pledge, but what is known of it does not: its last window closes, and reasons are given,
    // later.
    const auto state = core::judge(file->document, file->log, file->reasons, file->settings, today);
    const render::page_context context{templates_, say_, today, std::nullopt, "/" + file->slug, base_url_};
    const auto made = render::pdf(render::report_page(context, *file, state, span.from, span.to), stop);
    if (!made) return tl::unexpected<base::problem>{made.error()};
    database_.write([&](db::transaction& t) { store::put_made_file(t, "report", j.subject, revision, *made); });
    return {};
}

} // namespace jobs
