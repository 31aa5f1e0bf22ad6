#include "store/job.hpp"
#include "web/pages.hpp"
#include "web/public_pledge.hpp"

namespace web {

// A job makes the report when the pledge changes (jobs/worker.cpp); until the first is made, the reader is asked to
// wait.
http::response report_show(const visit& v) {
    const auto slug = v.asked.parameter("slug");
    // Making one takes seconds of a processor, which no visitor's request may ask for: another day's can be printed.
    if (v.per && *v.per != v.today) return v.problem(404, {"web.report_is_of_today", {{"day", *v.per}}});
    const auto file = public_pledge_without_log(v.on, slug);
    if (!file) return v.not_found();
    auto reader = v.on.database.read();
    const auto made = store::find_made_file(reader, "report", slug);
    if (!made) {
        auto answer = v.problem(503, {"web.report_not_made", {}});
        answer.headers.emplace_back("Retry-After", "30");
        return answer;
    }
    return {.headers = {{"Content-Type", "application/pdf"},
                        {"Content-Disposition", "inline; filename=\"" + file->slug + ".pdf\""},
                        {"Cache-Control", "no-cache"},
                        {"ETag", "\"report-" + std::to_string(made->revision) + "\""}},
            .body = made->bytes};
}

} // namespace web
