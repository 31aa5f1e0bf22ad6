#include "app/keeping_calls.hpp"

#include "app/commands.hpp"

namespace app::call {

void keeping_calls::add_to(const declare& add, const base::translator& say, data_place& data) {
    auto* b = add("backup", say("cli.backup"), [&](program& p) { return backup(p, data, file_); });
    b->add_option("FILE", file_, say("cli.backup_file"))->required();
    auto* r = add("restore", say("cli.restore"), [&](program& p) { return restore(p, data, file_); });
    r->add_option("FILE", file_, say("cli.restore_file"))->required();
}

} // namespace app::call
