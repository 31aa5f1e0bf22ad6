// bench_reading FILE…: from text to draft, as one line of JSON: seconds of one core, and the pace of all of them
// together. Of files that are texts already what taking them in costs is left out; of a PDF it is what is asked for.
#include "exchange/json.hpp"
#include "intake/read_file.hpp"
#include "reading/municipalities.hpp"
#include "reading/read.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int rounds = 25; // of which the least is told: whoever shares the machine disturbs for seconds
constexpr std::size_t short_bytes = 100'000;
constexpr std::size_t times_longer = 10;

double cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

template <class Work>
double best_of(Work work) {
    double best = 1e9;
    for (int i = 0; i < rounds; ++i) {
        const double begin = cpu_seconds();
        work();
        best = std::min(best, cpu_seconds() - begin);
    }
    return best;
}

std::string bytes_of(const std::filesystem::path& file) {
    std::stringstream bytes;
    bytes << std::ifstream{file, std::ios::binary}.rdbuf();
    return bytes.str();
}

std::size_t read(const std::string& text) {
    return reading::read_document(text, reading::all_municipalities()).spans.size();
}

// By the clock on the wall, each core taking the next document: many people's documents, as a server reads them.
double seconds_together(const std::vector<std::string>& texts, unsigned cores) {
    constexpr std::size_t turns = 5; // so that the last document keeps nobody waiting for long
    const auto begin = std::chrono::steady_clock::now();
    std::atomic<std::size_t> next{0};
    {
        std::vector<std::jthread> all;
        for (unsigned i = 0; i < cores; ++i)
            all.emplace_back([&] {
                for (auto k = next++; k < texts.size() * turns; k = next++)
                    read(texts[k % texts.size()]);
            });
    }
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count() / turns;
}

// The documents after each other as one text of that length: no reader knows such, so that nothing in it is cheap.
std::string joined(const std::vector<std::string>& texts, std::size_t bytes) {
    std::string all;
    for (std::size_t i = 0; all.size() < bytes; ++i)
        all += texts[i % texts.size()] + "\n\n";
    return all;
}

} // namespace

int main(int count, char** arguments) {
    std::vector<std::string> texts;
    double pdf = 0;
    for (int i = 1; i < count; ++i) {
        const std::filesystem::path file{arguments[i]};
        const auto bytes = bytes_of(file);
        const auto take = [&] { return intake::read_file(bytes, file.filename().string()); };
        const auto taken = take();
        if (!taken) {
            std::cerr << file << " is refused\n";
            return 1;
        }
        if (file.extension() == ".pdf")
            pdf = best_of([&] { read(take()->text); });
        else
            texts.push_back(taken->text);
    }
    if (texts.empty()) return 2;
    std::size_t bytes = 0;
    for (const auto& t : texts)
        bytes += t.size();
    read(texts.front()); // the lexicon is made at the first reading
    const double each = best_of([&] {
        for (const auto& t : texts)
            read(t);
    });
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    double together = 1e9;
    for (int i = 0; i < rounds; ++i)
        together = std::min(together, seconds_together(texts, cores));
    const auto small = joined(texts, short_bytes), large = joined(texts, short_bytes * times_longer);
    const double at_small = best_of([&] { read(small); }), at_large = best_of([&] { read(large); });
    std::cout
        << fmt::format(
               R"({{"documents": {}, "bytes": {}, "megabytes_a_second": {:.3f}, "cores": {}, "together_megabytes_a_second": {:.3f}, "growth": {:.3f}, "long_megabytes_a_second": {:.3f}, "pdf_seconds": {:.4f}}})",
               texts.size(), bytes, static_cast<double>(bytes) / 1e6 / each, cores,
               static_cast<double>(bytes) / 1e6 / together,
               at_large / at_small * static_cast<double>(small.size() * times_longer) /
                   static_cast<double>(large.size()),
               static_cast<double>(large.size()) / 1e6 / at_large, pdf)
        << "\n";
    return 0;
}
