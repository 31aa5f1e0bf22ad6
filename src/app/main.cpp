#include "app/cli.hpp"

#include <iostream>

int main(int argc, char** argv) { return app::run_command_line(argc, argv, std::cin, std::cout, std::cerr); }
