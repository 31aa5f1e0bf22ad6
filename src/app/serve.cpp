#include "app/commands.hpp"

#include "app/data.hpp"
#include "app/providers.hpp"
#include "app/version.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "db/error.hpp"
#include "http/meter.hpp"
#include "http/page_cache.hpp"
#include "http/rate_limit.hpp"
#include "http/server.hpp"
#include "jobs/mail_worker.hpp"
#include "jobs/worker.hpp"
#include "oidc/relying_party.hpp"
#include "render/html.hpp"
#include "store/account.hpp"
#include "web/change_watcher.hpp"
#include "web/machine.hpp"
#include "web/site.hpp"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <ostream>
#include <system_error>
#include <thread>

namespace app {
namespace {

constexpr std::chrono::seconds longest_stop{15}; // the server's own 9.5, and some for what it leaves

// SIGTERM and SIGINT are waited for by a thread of their own: no code runs inside a signal handler.
class stop_signals {
  public:
    stop_signals() {
        sigemptyset(&set_);
        for (const int s : {SIGTERM, SIGINT, SIGUSR1})
            sigaddset(&set_, s);
        pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    }

    template <class Stop>
    void wait_in_background(Stop stop) {
        waiting_ = std::thread{[this, stop] {
            int signal = 0;
            sigwait(&set_, &signal);
            if (signal == SIGUSR1) return; // there is nothing left to stop
            stop();
            // A database that neither answers nor refuses holds a thread for as long as it likes. Nothing is lost by
            // going without it: what was answered "saved" is saved.
            sigset_t over;
            sigemptyset(&over);
            sigaddset(&over, SIGUSR1);
            const timespec longest{longest_stop.count(), 0};
            if (sigtimedwait(&over, nullptr, &longest) > 0) return;
            base::log::error("stop_given_up what=the database does not answer");
            std::_Exit(storage_failed);
        }};
    }

    ~stop_signals() {
        if (!waiting_.joinable()) return;
        pthread_kill(waiting_.native_handle(), SIGUSR1);
        waiting_.join();
    }

  private:
    sigset_t set_{};
    std::thread waiting_;
};

base::log::level level_named(std::string_view name) {
    if (name == "debug") return base::log::level::debug;
    if (name == "warn") return base::log::level::warn;
    return name == "error" ? base::log::level::error : base::log::level::info;
}

// The way in to a new server: a link for whoever can read what it prints. A database that may not be written now has
// none; its pages are served all the same.
std::string first_link(db::database& database, const std::string& base_url) {
    std::string secret;
    try {
        database.write([&](db::transaction& t) {
            secret.clear();
            if (!store::has_administrator(t)) secret = store::make_first_link(t);
        });
    } catch (const db::error& e) {
        base::log::warn("no_first_link what={}", e.what());
        secret.clear();
    }
    return secret.empty() ? secret : base_url + "/konto/borja/" + secret;
}

// This machine's own and those that were named.
base::result<std::vector<std::string>> proxies_named(std::string_view addresses) {
    auto all = http::server_settings{}.proxies;
    for (const auto one : base::split(addresses, ',')) {
        std::string address{base::trimmed(one)};
        if (address.empty()) continue;
        if (!http::is_address(address))
            return tl::unexpected{
                base::problem{base::problem_kind::invalid, {"app.no_proxy", {{"address", address}}}, {}}};
        all.push_back(std::move(address));
    }
    return all;
}

void tell_of(web::machine& on, const serve_options& o, const std::string& base_url, core::moment now) {
    on.version = version;
    on.reach = {o.address, base_url};
    on.templates_folder = o.templates;
    if (o.data.database.empty()) on.data_file = (std::filesystem::path{o.data.folder} / "lofte.db").string();
    on.metrics_token = o.metrics_token;
    on.started_at = now;
}

} // namespace

// The whole server, part by part in the order they lean on each other.
int serve(program& p, const serve_options& o) {
    if (!o.templates.empty() && !std::filesystem::is_directory(o.templates)) {
        warn(p, {"app.no_templates", {{"folder", o.templates}}});
        return wrong_call;
    }
    auto outgoing = mail_settings_of(o.mail);
    if (!outgoing) {
        warn(p, outgoing.error().text);
        return wrong_call;
    }
    auto proxies = proxies_named(o.proxies);
    if (!proxies) {
        warn(p, proxies.error().text);
        return wrong_call;
    }
    auto named = read_providers(o.data, o.providers);
    if (!named) return report(p, named.error());
    base::log::set_lowest(level_named(o.log_level));
    stop_signals signals; // before any thread, so that all inherit the mask
    const auto database = open_data(p, o.data);
    const auto templates = o.templates.empty() ? render::templates{} : render::templates{o.templates};
    const base::translator swedish{base::language::sv};
    const base::translator english{base::language::en};
    http::page_cache pages;
    store::pledge_cache read_before;
    const auto base_url = o.base_url.empty() ? fmt::format("http://localhost:{}", o.port) : o.base_url;
    const bool mails = outgoing->has_value();
    const mail::room room{swedish, english, base_url};
    web::machine on;
    tell_of(on, o, base_url, p.clock.now());
    const oidc::relying_parties providers{*std::move(named)};
    const web::site site{
        *database, pages, read_before, p.clock, templates, swedish, english, base_url, mails ? &room : nullptr,
        &providers};
    http::router routes;
    web::add_routes(routes, site);
    http::meter meter{routes.list()};
    web::add_machine_routes(routes, site, on, meter);
    for (const auto& route : routes.list())
        base::log::debug("route {}", route);
    try {
        http::server server{
            {.address = o.address, .port = o.port, .upload_paths = web::upload_paths(), .proxies = *proxies},
            routes,
            [&](const http::request& r) { return web::quick_answer(site, r); },
            &meter};
        jobs::worker worker{*database, templates, swedish, p.clock, base_url};
        std::optional<jobs::mail_worker> mail_worker;
        if (mails) mail_worker.emplace(*database, p.clock, *std::move(*outgoing), room);
        web::change_watcher others{*database, pages};
        signals.wait_in_background([&] { server.stop(); });
        p.err << p.say({"app.serving", {{"address", fmt::format("http://localhost:{}", server.port())}}}) << '\n'
              << std::flush;
        if (mails && o.base_url.empty()) warn(p, {"mail.local_links", {{"address", base_url}}});
        if (core::lacks_tls(on.reach)) warn(p, {"app.no_tls", {{"address", base_url}}});
        if (const auto link = first_link(*database, base_url); !link.empty())
            p.err << p.say({"app.first_account", {{"address", link}}}) << '\n' << std::flush;
        server.run();
    } catch (const std::system_error& e) {
        p.err << p.say({"app.cannot_listen",
                        {{"address", o.address}, {"port", std::to_string(o.port)}, {"why", e.code().message()}}})
              << '\n';
        return wrong_call;
    }
    base::log::info("stopped");
    return done;
}

} // namespace app
