#include "app/keeping_calls.hpp"

#include "app/commands.hpp"

#include <CLI/CLI.hpp>

namespace app::call {

void keeping_calls::add_to(CLI::App& cli, declare& d) {
    auto* b = d.add(cli, "backup", d.say("cli.backup"), [this, &d](program& p) { return backup(p, d.data, file_); });
    d.with_data(b);
    b->add_option("FILE", file_, d.say("cli.backup_file"))->required();
    auto* r = d.add(cli, "restore", d.say("cli.restore"), [this, &d](program& p) { return restore(p, d.data, file_); });
    d.with_data(r);
    r->add_option("FILE", file_, d.say("cli.restore_file"))->required();
    auto* c = d.add_group(cli, "retention", d.say("cli.retention"));
    d.with_data(d.add(*c, "preview", d.say("cli.retention_preview"),
                      [&d](program& p) { return retention_preview(p, d.data); }));
    auto* e = d.add(*c, "erase", d.say("cli.retention_erase"),
                    [this, &d](program& p) { return retention_erase(p, d.data, kind_); });
    d.with_data(e);
    e->add_option("KIND", kind_, d.say("cli.retention_kind"))->required();
}

} // namespace app::call
