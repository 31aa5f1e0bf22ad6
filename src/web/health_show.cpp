#include "web/admin_pages.hpp"

#include "base/process.hpp"
#include "base/text.hpp"
#include "http/form.hpp"
#include "render/admin.hpp"
#include "store/health.hpp"
#include "web/form_parts.hpp"
#include "web/machine.hpp"

#include <array>
#include <filesystem>
#include <system_error>

namespace web {

const std::string& machine::pdf_maker() const {
    std::call_once(asked_, [this] {
        try {
            base::process_call call;
            call.arguments = {"weasyprint", "--version"};
            call.time_limit = std::chrono::seconds{5};
            const auto answer = base::run(call);
            if (answer.ok()) pdf_maker_ = base::trimmed(answer.output);
        } catch (const std::system_error&) { // no process can be made now
        }
    });
    return pdf_maker_;
}

namespace {

constexpr std::array<std::string_view, 1> done{"jobb"};

struct room {
    std::optional<std::int64_t> free, all;
    bool others_can_read = false;
};

room room_of(const std::string& file) {
    room found;
    if (file.empty()) return found;
    std::error_code failed;
    const auto space = std::filesystem::space(std::filesystem::absolute(file).parent_path(), failed);
    if (!failed) {
        found.free = static_cast<std::int64_t>(space.available);
        found.all = static_cast<std::int64_t>(space.capacity);
    }
    using std::filesystem::perms;
    const auto of = [&](const std::filesystem::path& p) { return std::filesystem::status(p, failed).permissions(); };
    // A folder that others cannot enter hides its files, whatever their own rights.
    found.others_can_read = (of(file) & perms::others_read) != perms::none &&
                            (of(std::filesystem::absolute(file).parent_path()) & perms::others_exec) != perms::none;
    return found;
}

} // namespace

void add_machine_routes(http::router& to, const site& s, const machine& on, const http::meter& m) {
    to.add("GET", "/admin/halsa", for_members(s, core::act::manage_house, page_handler{[&on](const signed_in& who) {
                                                  return health_show(who, on);
                                              }}));
    to.add("GET", "/metrics", [&](const http::request& r) { return metrics_show(s, r, on, m); });
}

http::response health_show(const signed_in& who, const machine& on) {
    const auto& s = who.at.on;
    auto reader = s.database.read();
    const auto found = store::health_of(reader);
    const auto disk = room_of(on.data_file);
    core::house_state state{.reach = on.reach,
                            .has_templates_folder = !on.templates_folder.empty(),
                            .can_make_pdf = !on.pdf_maker().empty(),
                            .sends_mail = s.mail != nullptr,
                            .others_can_read_data = disk.others_can_read,
                            .administrators_without_code = found.administrators_without_code,
                            .failed_jobs = found.jobs_failed,
                            .free_bytes = disk.free};
    render::health_view view{.version = on.version,
                             .schema = found.schema,
                             .engine = found.engine,
                             .pdf_maker = on.pdf_maker(),
                             .free_bytes = disk.free,
                             .all_bytes = disk.all,
                             .jobs_waiting = found.jobs_waiting,
                             .jobs_failed = found.jobs_failed};
    if (found.backup) {
        state.backup_at = view.backup_at = found.backup->at;
        view.backup_bytes = found.backup->bytes;
    }
    if (found.verification) {
        state.verified_at = view.verified_at = found.verification->at;
        state.verified_faults = view.verified_faults = found.verification->faults;
        view.verified_events = found.verification->events;
    }
    for (const auto& j : found.failed)
        view.failed.push_back({j.id, j.kind, j.subject, j.attempts, j.problem});
    view.weak = core::weaknesses(state, s.clock.now());
    if (!done_key(who.at.asked, done).empty()) view.notice.done = "admin.job_retried";
    return private_page(who.at, render::health_page(who.context(), view));
}

http::response job_retry(const signed_in& who, const http::fields& f) {
    const auto id = whole_number(http::field_value(f, "job"));
    bool is_known = false;
    if (id)
        who.at.on.database.write(
            [&](db::transaction& t) { is_known = store::retry_job(t, *id, who.holder(), who.at.on.clock.now()); });
    return see_other(is_known ? "/admin/halsa?gjort=jobb" : "/admin/halsa");
}

} // namespace web
