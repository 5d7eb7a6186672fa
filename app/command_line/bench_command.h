// SPDX-License-Identifier: GPL-3.0-or-later
// `pellucid bench`: how fast this machine trains, compared with what its processor can multiply; with
// --window, how fast the window is meanwhile; with --accuracy, how soon networks become accurate.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <optional>

namespace pellucid::app {

struct BenchOptions {
  std::optional<double> seconds;  ///< for each case
  std::optional<double> window;   ///< seconds for which the window trains; if set, nothing else is measured
  bool isAccuracy = false;        ///< measures only the seconds to some accuracies
  std::optional<std::int64_t> seeds;
  bool isJson = false;
};

inline constexpr double kDefaultBenchSeconds = 2;

/// Declares the options on `command`; parsing fills `options`, which must outlive it.
void addBenchOptions(CLI::App& command, BenchOptions& options);

/// Returns an exit code. As JSON: instructions, matrix_product_gflops, evaluate_10000_ms, and cases, a list
/// of name, samples_per_second, steps_per_second, us_per_step and the shares forward, backward, optimizer (0
/// … 1).
/// With --accuracy the result is that of bench_accuracy.h. With a window, measureWindow prints and its exit
/// code is returned.
using MeasureWindow = std::function<int(double seconds, bool isJson)>;
int runBench(const BenchOptions& options, const MeasureWindow& measureWindow);

}  // namespace pellucid::app
