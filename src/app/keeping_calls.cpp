#include "app/keeping_calls.hpp"

#include "app/call_words.hpp"
#include "app/commands.hpp"

namespace app::call {

void keeping_calls::add_to(CLI::App& cli, const declare& add, const base::translator& say, data_place& data) {
    auto* b = add(cli, "backup", say("cli.backup"), [&](program& p) { return backup(p, data, file_); });
    b->add_option("FILE", file_, say("cli.backup_file"))->required();
    auto* r = add(cli, "restore", say("cli.restore"), [&](program& p) { return restore(p, data, file_); });
    r->add_option("FILE", file_, say("cli.restore_file"))->required();
    auto* c = command_of(cli, "retention", say("cli.retention"), say);
    c->require_subcommand(1);
    add(*c, "preview", say("cli.retention_preview"), [&](program& p) { return retention_preview(p, data); });
    auto* e = add(*c, "erase", say("cli.retention_erase"), [&](program& p) { return retention_erase(p, data, kind_); });
    e->add_option("KIND", kind_, say("cli.retention_kind"))->required();
}

} // namespace app::call
