#include "render/admin.hpp"

#include "render/html/account_frame.hpp"
#include "render/html/moments.hpp"
#include "render/html/page.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace render {

namespace html {
namespace {

std::string gigabytes(const page_context& c, std::int64_t bytes) {
    return c.say(say("admin.gigabytes", {{"n", static_cast<double>(bytes / 10'000'000) / 100}}));
}

} // namespace
} // namespace html

std::string utc_minute(core::moment m) {
    return fmt::format("{:%Y-%m-%d %H:%M} UTC",
                       fmt::gmtime(std::chrono::floor<std::chrono::seconds>(m).time_since_epoch().count()));
}

std::string health_page(const account_context& c, const health_view& v) {
    using namespace html;
    const auto& p = c.page;
    view body = signed_in_view(c);
    std::vector<view> weak, failed;
    for (const auto w : v.weak) {
        view one;
        one.text("what", p.say(fmt::format("admin.weak_{}", core::name(w))));
        one.text("mend", p.say(fmt::format("admin.mend_{}", core::name(w))));
        weak.push_back(std::move(one));
    }
    body.flag("is_weak", !weak.empty()).list("weak", std::move(weak));
    body.text("version", v.version).text("schema", fmt::format("{}", v.schema)).text("engine", v.engine);
    body.text("pdf_maker", v.pdf_maker.empty() ? p.say("admin.none") : v.pdf_maker);
    body.text("backup", v.backup_at ? moment_words(p, *v.backup_at) : p.say("admin.never"));
    body.text("verified", !v.verified_at ? p.say("admin.never")
                                         : moment_words(p, *v.verified_at) + ": " +
                                               (v.verified_faults > 0
                                                    ? p.say(say("admin.chain_faults", {{"n", v.verified_faults}}))
                                                    : p.say(say("admin.chain_holds", {{"n", v.verified_events}}))));
    body.text("room", v.free_bytes && v.all_bytes ? p.say(say("admin.room_of", {{"free", gigabytes(p, *v.free_bytes)},
                                                                                {"all", gigabytes(p, *v.all_bytes)}}))
                                                  : p.say("admin.room_elsewhere"));
    body.text("jobs", p.say(say("admin.jobs_waiting", {{"n", v.jobs_waiting}})));
    for (const auto& j : v.failed) {
        view one;
        one.text("kind", j.kind).text("subject", j.subject).text("problem", j.problem);
        one.text("id", fmt::format("{}", j.id)).text("attempts", fmt::format("{}", j.attempts));
        one.text("label", p.say(say("admin.job_retry_label", {{"kind", j.kind}, {"subject", j.subject}})));
        failed.push_back(std::move(one));
    }
    body.flag("has_failed", !failed.empty()).list("failed", std::move(failed));
    body.text("failed_count", p.say(say("admin.jobs_failed", {{"n", v.jobs_failed}})));
    if (v.notice.problem) body.text("problem", p.say(v.notice.problem->text));
    if (!v.notice.done.empty()) body.text("done", p.say(v.notice.done));
    return write_page(p, "health", quiet_frame(p, "admin.health_heading"), std::move(body));
}

} // namespace render
