#include "exchange/json.hpp"
#include "reading/municipalities.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

// draft_of OUTDIR FILE…: the draft of each text, as OUTDIR/<stem>.json.
int main(int count, char** arguments) {
    if (count < 3) {
        std::cerr << "draft_of OUTDIR FILE…\n";
        return 2;
    }
    const std::filesystem::path out{arguments[1]};
    for (int i = 2; i < count; ++i) {
        const std::filesystem::path file{arguments[i]};
        std::stringstream text;
        text << std::ifstream{file, std::ios::binary}.rdbuf();
        const auto draft = reading::read_document(text.str(), reading::all_municipalities());
        std::ofstream{out / (file.stem().string() + ".json")} << exchange::draft_json(draft);
    }
    return 0;
}
