#include "exchange/json.hpp"
#include "intake/read_file.hpp"
#include "reading/municipalities.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

// draft_of OUTDIR FILE…: the draft of each file as `lofte import --draft` reads it, as OUTDIR/<stem>.json.
int main(int count, char** arguments) {
    if (count < 3) {
        std::cerr << "draft_of OUTDIR FILE…\n";
        return 2;
    }
    const std::filesystem::path out{arguments[1]};
    int refused = 0;
    for (int i = 2; i < count; ++i) {
        const std::filesystem::path file{arguments[i]};
        std::stringstream bytes;
        bytes << std::ifstream{file, std::ios::binary}.rdbuf();
        const auto taken = intake::read_file(bytes.str(), file.filename().string());
        if (!taken) {
            std::cerr << file << " is refused\n";
            ++refused;
            continue;
        }
        const auto draft = reading::read_document(taken->text, reading::all_municipalities());
        std::ofstream{out / (file.stem().string() + ".json")} << exchange::draft_json(draft);
    }
    return refused ? 1 : 0;
}
