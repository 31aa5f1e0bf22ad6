#include "release_0_1_0.hpp"

#include "store/migrate.hpp"

#include <iostream>
#include <string_view>

int main(int argc, char** argv) {
    if (argc != 2) {
        std::cerr << "make_snapshot FILE | postgresql://…\n";
        return 2;
    }
    const std::string_view where = argv[1];
    db::settings settings;
    (where.starts_with("postgresql:") ? settings.url : settings.file) = where;
    const auto database = db::database::open(settings);
    store::migrate(*database);
    release_0_1_0::fill(*database);
}
