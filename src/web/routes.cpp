#include "web/account_pages.hpp"
#include "web/admin_pages.hpp"
#include "web/api.hpp"
#include "web/board_pages.hpp"
#include "web/draft_pages.hpp"
#include "web/field.hpp"
#include "web/listing.hpp"
#include "web/log_link.hpp"
#include "web/pages.hpp"
#include "web/resident_pages.hpp"

#include <memory>

namespace web {

// The site map.
void add_routes(http::router& to, const site& s) {
    to.on_error([&s](const http::request& r, int status) {
        return api::is_for_programs(r.path) ? api::error(s, r, status)
                                            : error_response(s, r, status, error_words(status));
    });

    // Pledges
    const auto list = std::make_shared<listing>();
    to.add("GET", "/", visited(s, [list](const visit& v) { return start_show(v, *list); }));
    to.add("GET", "/aldre", visited(s, [list](const visit& v) { return older_show(v, *list); }));
    to.add("GET", "/{slug}", visited(s, pledge_show));
    to.add("GET", "/{slug}/matt/{id}", visited(s, measure_show));
    to.add("GET", "/{slug}/andringar", visited(s, changes_show));
    to.add("GET", "/{slug}.pdf", visited(s, report_show));
    to.add("GET", "/{slug}/versioner", visited(s, versions_show));
    to.add("GET", "/{slug}/version/{n}", visited(s, version_show));

    // About the site
    to.add("GET", "/om/metod", visited(s, method_show));
    to.add("GET", "/om/tillganglighet", visited(s, accessibility_show));
    to.add("GET", "/om/personuppgifter", visited(s, privacy_show));

    to.add("GET", "/om/rattigheter", visited(s, rights_show));

    // Signing in, and becoming somebody
    to.add("GET", "/konto/logga-in", visited(s, sign_in_show));
    to.add("POST", "/konto/logga-in", for_anybody(s, sign_in));
    to.add("GET", "/konto/kod", visited(s, code_show));
    to.add("POST", "/konto/kod", for_anybody(s, code_give));
    to.add("POST", "/konto/logga-ut", for_members(s, sign_out));
    to.add("GET", "/konto/borja/{secret}", visited(s, begin_show));
    to.add("POST", "/konto/borja/{secret}", for_anybody(s, begin));
    to.add("GET", "/konto/inbjudan/{secret}", visited(s, invitation_show));
    to.add("POST", "/konto/inbjudan/{secret}", for_anybody(s, invitation_take));

    to.add("GET", "/konto/glomt", visited(s, forgotten_show));
    to.add("POST", "/konto/glomt", for_anybody(s, forgotten_ask));
    to.add("GET", "/konto/avanmal/{secret}", visited(s, decline_show));
    to.add("POST", "/konto/avanmal/{secret}", for_anybody(s, decline));
    to.add("GET", "/konto/oidc/{provider}", visited(s, provider_start));
    to.add("GET", "/konto/oidc/{provider}/svar", visited(s, provider_answer));
    to.add("POST", "/konto/oidc/av", for_members(s, identity_end));

    // What residents ask, and the answers
    const auto asked = std::make_shared<ask_limits>();
    to.add("GET", "/{slug}/fraga", visited(s, ask_show));
    to.add("POST", "/{slug}/fraga",
           for_anybody(s, [asked](const visit& v, const http::fields& f) { return ask(v, f, *asked); }));
    to.add("GET", "/fraga", visited(s, receipt_entry_show));
    to.add("POST", "/fraga", for_anybody(s, receipt_open));
    to.add("GET", "/fraga/{code}", visited(s, receipt_show));
    to.add("POST", "/fraga/{code}", for_anybody(s, receipt_change));
    to.add("GET", "/granska", for_members(s, core::act::answer_resident, moderation_list_show));
    to.add("GET", "/granska/{slug}/{number}", for_members(s, core::act::answer_resident, moderation_show));
    to.add("POST", "/granska/{slug}/{number}", for_members(s, core::act::answer_resident, moderate));

    // Logging what was done
    to.add("GET", "/logga", with_scripts(for_members(s, core::act::add_entry, logging_show)));
    to.add("POST", "/logga", with_scripts(for_members(s, core::act::add_entry, entry_log)));
    to.add("GET", "/logga/flera", with_scripts(for_members(s, core::act::add_entry, batch_show)));
    to.add("POST", "/logga/flera/angra", for_members(s, core::act::withdraw_entry, batch_undo));
    to.add("POST", "/logga/flera", with_scripts(for_members(s, core::act::add_entry, batch_log)));
    to.add("GET", "/logga/loggat", for_members(s, core::act::read_log, log_list_show));
    to.add("GET", "/logga/ratta/{slug}/{id}", with_scripts(for_members(s, core::act::correct_entry, correction_show)));
    to.add("POST", "/logga/ratta/{slug}/{id}", with_scripts(for_members(s, core::act::correct_entry, correction_save)));
    to.add("POST", "/logga/stryk/{slug}/{id}", with_scripts(for_members(s, core::act::withdraw_entry, entry_withdraw)));
    to.add("GET", "/logga/fil", with_scripts(for_members(s, core::act::add_entry, import_show)));
    to.add("POST", "/logga/fil", with_scripts(uploads_for_members(s, core::act::add_entry, import_save)));
    to.add("GET", "/logga/platser", for_members(s, core::act::change_settings, places_first));
    to.add("GET", "/logga/platser/{slug}", for_members(s, core::act::change_settings, places_show));
    to.add("POST", "/logga/platser/{slug}", for_members(s, core::act::change_settings, place_add));
    to.add("POST", "/logga/platser/{slug}/andra", for_members(s, core::act::change_settings, place_change));
    to.add("POST", "/logga/platser/{slug}/bort", for_members(s, core::act::change_settings, place_retire));
    to.add("POST", "/logga/platser/{slug}/ater", for_members(s, core::act::change_settings, place_restore));
    to.add("POST", "/logga/platser/{slug}/synligt", for_members(s, core::act::change_settings, usual_showing_set));
    to.add("POST", "/logga/angra", for_members(s, core::act::withdraw_entry, entry_undo));

    // Logging without an account, by a link; and those who make links
    const auto limits = std::make_shared<link_limits>();
    to.add("GET", "/logga/lank/{secret}", with_scripts(for_link(s, limits, link_show)));
    to.add("POST", "/logga/lank/{secret}", with_scripts(for_link(s, limits, link_log)));
    to.add("POST", "/logga/lank/{secret}/angra", for_link(s, limits, link_undo));
    to.add("GET", "/logga/lankar", for_members(s, core::act::manage_links, links_show));
    to.add("POST", "/logga/lankar", for_members(s, core::act::manage_links, link_make));
    to.add("POST", "/logga/lankar/av", for_members(s, core::act::manage_links, link_revoke));

    // Documents while they are worked on
    to.add("GET", "/utkast", with_scripts(for_members(s, core::act::see_internal, drafts_show)));
    to.add("POST", "/utkast", with_scripts(uploads_for_members(s, core::act::import_document, draft_begin)));
    to.add("GET", "/utkast/{slug}", for_members(s, core::act::see_internal, draft_show));
    to.add("POST", "/utkast/{slug}/fraga", for_members(s, core::act::answer_question, draft_answer));
    to.add("POST", "/utkast/{slug}/lage", for_members(s, core::act::import_document, draft_state));
    to.add("POST", "/utkast/{slug}/part", for_members(s, core::act::import_document, draft_party));
    to.add("POST", "/utkast/{slug}/godkann", for_members(s, core::act::approve, draft_approve));
    to.add("POST", "/utkast/{slug}/godkann/av", for_members(s, core::act::approve, draft_withdraw));
    to.add("GET", "/utkast/{slug}/del/{part}",
           with_scripts(for_members(s, core::act::import_document, draft_part_show)));
    to.add("POST", "/utkast/{slug}/del/{part}",
           with_scripts(for_members(s, core::act::import_document, draft_part_save)));
    to.add("POST", "/utkast/{slug}/las", for_members(s, core::act::import_document, draft_words_read));

    // What slips, and why it did
    to.add("GET", "/tavla", for_members(s, core::act::see_internal, board_show));
    to.add("GET", "/tavla/skal/{slug}/{id}", with_scripts(for_members(s, core::act::give_reason, reason_show)));
    to.add("POST", "/tavla/skal/{slug}/{id}", with_scripts(for_members(s, core::act::give_reason, reason_give)));
    to.add("GET", "/tavla/uppgifter", with_scripts(for_members(s, core::act::see_internal, duties_show)));
    to.add("POST", "/tavla/uppgifter", with_scripts(for_members(s, core::act::change_settings, duty_assign)));
    to.add("POST", "/tavla/uppgifter/klar", with_scripts(for_members(s, core::act::change_settings, duty_mark)));
    to.add("POST", "/tavla/uppgifter/regler", with_scripts(for_members(s, core::act::change_settings, duty_rules_set)));
    to.add("POST", "/tavla/uppgifter/lag", with_scripts(for_members(s, core::act::change_settings, law_set)));
    to.add("POST", "/tavla/kalender", with_scripts(for_members(s, core::act::see_internal, calendar_make)));
    to.add("POST", "/tavla/kalender/av", for_members(s, core::act::see_internal, calendar_end));
    to.add("GET", "/tavla/dagar", for_members(s, core::act::change_settings, day_lists_first));
    to.add("GET", "/tavla/dagar/{slug}", for_members(s, core::act::change_settings, day_lists_show));
    to.add("POST", "/tavla/dagar/{slug}", for_members(s, core::act::change_settings, days_add));
    to.add("POST", "/tavla/dagar/{slug}/bort", for_members(s, core::act::change_settings, days_remove));
    to.add("POST", "/tavla/dagar/{slug}/terminer", for_members(s, core::act::change_settings, terms_save));
    to.add("GET", "/tavla/kalender/{secret}.ics", visited(s, calendar_show));
    // Logging where there is no net: the installed app, its files, and what it sends when the net is back
    to.add("GET", "/logga/app.webmanifest", visited(s, manifest_show));
    to.add("GET", "/logga/lank/{secret}/app.webmanifest", visited(s, link_manifest_show));
    to.add("GET", "/logga/service-worker.js",
           with_scripts([&s](const http::request& r) { return service_worker_show(s, r); }));
    to.add("GET", "/logga/utan-nat", with_scripts(visited(s, offline_show)));
    to.add("GET", "/logga/ut", visited(s, signed_out_show));
    to.add("GET", "/logga/nyckel", visited(s, field_key_show));
    to.add("POST", "/logga/skicka", for_anybody(s, field_send));
    to.add("GET", "/logga/lank/{secret}/nyckel", for_link(s, limits, link_key_show));
    to.add("POST", "/logga/lank/{secret}/skicka", for_link(s, limits, link_send));

    // One's own account
    to.add("GET", "/konto", for_members(s, account_show));
    to.add("POST", "/konto/e-post", for_members(s, mail_wish_save));
    to.add("POST", "/konto/losenord", for_members(s, password_change));
    to.add("GET", "/konto/tva-steg", for_members(s, second_factor_show));
    to.add("POST", "/konto/tva-steg", for_members(s, second_factor_confirm));
    to.add("POST", "/konto/tva-steg/av", for_members(s, second_factor_drop));
    to.add("GET", "/konto/nya-koder", for_members(s, new_codes_show));
    to.add("POST", "/konto/nya-koder", for_members(s, new_codes));
    to.add("POST", "/konto/sessioner", for_members(s, sessions_end));

    // Organisations and who is in them
    to.add("GET", "/konto/organisation/{id}", for_members(s, organisation_show));
    to.add("POST", "/konto/organisation/{id}/inbjudan", for_members(s, invite));
    to.add("POST", "/konto/organisation/{id}/inbjudan/av", for_members(s, invitation_revoke));
    to.add("POST", "/konto/organisation/{id}/medlem", for_members(s, member_end));
    to.add("POST", "/konto/organisation/{id}/roll", for_members(s, member_change));
    to.add("POST", "/konto/organisation/{id}/nytt-losenord", for_members(s, core::act::manage_house, member_reset));
    to.add("POST", "/konto/organisation/{id}/lofte", for_members(s, core::act::manage_house, pledge_tie));
    to.add("POST", "/konto/organisation/{id}/lofte/av", for_members(s, core::act::manage_house, pledge_untie));
    to.add("GET", "/konto/organisationer", for_members(s, core::act::manage_house, house_show));
    to.add("POST", "/konto/organisationer", for_members(s, core::act::manage_house, organisation_add));

    // Looking after the server
    to.add("POST", "/admin/halsa/jobb", for_members(s, core::act::manage_house, job_retry));
    to.add("GET", "/admin/handelser", for_members(s, core::act::manage_members, events_show));
    to.add("GET", "/admin/handelser.csv", for_members(s, core::act::manage_members, events_csv));
    to.add("GET", "/admin/gallring", for_members(s, core::act::manage_house, retention_show));
    to.add("POST", "/admin/gallring", for_members(s, core::act::manage_house, retention_erase));
    to.add("POST", "/admin/gallring/tider", for_members(s, core::act::manage_house, retention_times));
    to.add("GET", "/konto/allt", for_members(s, all_about_one_show));

    // Files
    to.add("GET", "/assets/{name}", [&s](const http::request& r) { return asset_show(s, r); });

    // For programs: /api, and the files beside each pledge
    api::add_routes(to, s);
}

} // namespace web
