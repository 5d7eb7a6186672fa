// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/side_by_side.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

#include "engine/base/mailbox.h"

namespace pellucid::engine {

unsigned allCores() {
  return std::max(1U, std::thread::hardware_concurrency());
}

void sideBySide(unsigned threads, const std::function<void()>& work) {
  Mailbox<std::exception_ptr> thrown;
  const auto guarded = [&] {
    try {
      work();
    } catch (...) {  // an exception must not leave its thread
      thrown.open([](std::exception_ptr& first) {
        if (!first) first = std::current_exception();
      });
    }
  };
  {
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < threads; ++i) others.emplace_back(guarded);
    guarded();
  }
  if (const auto first = thrown.open([](const std::exception_ptr& one) { return one; }))
    std::rethrow_exception(first);
}

}  // namespace pellucid::engine
