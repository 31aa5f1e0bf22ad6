#include "web/admin_pages.hpp"

#include "store/about_account.hpp"
#include "web/note_read.hpp"

namespace web {

http::response all_about_one_show(const signed_in& who) {
    note_read(who, "export_account", 0, who.holder());
    auto reader = who.at.on.database.read();
    http::response answer;
    answer.headers = {{"Content-Type", "application/json"},
                      {"Content-Disposition", "attachment; filename=\"mitt-konto.json\""},
                      {"Cache-Control", "no-store"}};
    answer.body = store::about_account(reader, who.who, who.at.on.clock.now());
    return answer;
}

} // namespace web
