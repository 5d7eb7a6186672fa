// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/failing_calls.h"

#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstring>
#include <string>

namespace {

struct Plan {
  std::string folder;
  int number = 0;
  int reason = 0;
  std::atomic<int> calls = 0;
};
std::atomic<Plan*> s_plan = nullptr;

/// Whether this call is the one to fail; then errno is set.
bool fails(const char* path) {
  Plan* plan = s_plan.load();
  if (plan == nullptr || path == nullptr) return false;
  if (std::strncmp(path, plan->folder.c_str(), plan->folder.size()) != 0) return false;
  if (plan->calls.fetch_add(1) != plan->number) return false;
  errno = plan->reason;
  return true;
}

bool fails(int descriptor) {
  if (s_plan.load() == nullptr) return false;
  std::array<char, PATH_MAX> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const ssize_t length = ::readlink(link.c_str(), path.data(), path.size() - 1);
  return length > 0 && fails(path.data());
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & (O_CREAT | O_TMPFILE)) != 0) {
    va_list rest;
    va_start(rest, flags);
    mode = va_arg(rest, mode_t);
    va_end(rest);
  }
  if (fails(path)) return -1;
  return static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

ssize_t write(int descriptor, const void* bytes, size_t count) {
  const bool isLast = fails(descriptor);
  const int reason = errno;
  const ssize_t written = ::syscall(SYS_write, descriptor, bytes, isLast ? count / 2 : count);
  if (!isLast) return written;
  errno = reason;
  return -1;
}

int fsync(int descriptor) {
  return fails(descriptor) ? -1 : static_cast<int>(::syscall(SYS_fsync, descriptor));
}

int fchmod(int descriptor, mode_t mode) {
  return fails(descriptor) ? -1 : static_cast<int>(::syscall(SYS_fchmod, descriptor, mode));
}

int rename(const char* from, const char* to) {
  return fails(to) ? -1 : static_cast<int>(::syscall(SYS_rename, from, to));
}

}  // extern "C"

namespace pellucid::tests {

FailingCalls::FailingCalls(const std::filesystem::path& folder, int number, int reason) {
  auto* plan = new Plan;
  plan->folder = folder.string() + '/';
  plan->number = number;
  plan->reason = reason;
  s_plan = plan;
}

FailingCalls::~FailingCalls() {
  delete s_plan.exchange(nullptr);
}

bool FailingCalls::hasFailed() const {
  const Plan& plan = *s_plan.load();
  return plan.calls > plan.number;
}

}  // namespace pellucid::tests
