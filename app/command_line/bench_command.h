// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid bench`: how fast this machine trains, beside what its processor can multiply.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

namespace pellucid::app {

struct BenchOptions {
  std::optional<double> seconds;  ///< for each case
  bool isJson = false;
};

inline constexpr double kDefaultBenchSeconds = 2;

/// Declares the options on `command`; parsing fills `options`, which must outlive it.
void addBenchOptions(CLI::App& command, BenchOptions& options);

/// Returns an exit code. As JSON: matrix_product_gflops, evaluate_10000_ms, and cases, a list of name,
/// samples_per_second, steps_per_second, us_per_step and the shares forward, backward, optimizer (0 … 1).
int runBench(const BenchOptions& options);

}  // namespace pellucid::app
