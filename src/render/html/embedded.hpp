#pragma once

#include "base/embedded.hpp"

// What cmake/embed.cmake puts into the program for this stage.
namespace render::template_files {
std::span<const base::embedded_file> files(); // paths below templates/
}
namespace render::asset_files {
std::span<const base::embedded_file> files(); // paths below the folder of built assets
}
namespace render::page_files {
std::span<const base::embedded_file> files(); // docs/method.md, data/municipalities.csv
}
