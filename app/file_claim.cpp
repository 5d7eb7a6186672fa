// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/file_claim.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <QCryptographicHash>
#include <cerrno>

namespace pellucid::app {
namespace fs = std::filesystem;

namespace {

fs::path followed(const fs::path& file) {
  std::error_code problem;
  fs::path real = fs::weakly_canonical(fs::absolute(file), problem);
  return problem ? file : real;
}

std::string nameOfLock(const fs::path& file) {
  const std::string& path = file.native();
  return QCryptographicHash::hash(QByteArrayView(path.data(), static_cast<qsizetype>(path.size())),
                                  QCryptographicHash::Sha1)
             .toHex()
             .toStdString() +
         ".lock";
}

}  // namespace

std::shared_ptr<const FileClaim> FileClaim::take(const fs::path& file, const fs::path& folder) {
  std::shared_ptr<FileClaim> claim(new FileClaim);
  claim->m_file = followed(file);
  if (folder.empty()) return claim;
  std::error_code ignored;  // opening reports it
  fs::create_directories(folder, ignored);
  claim->m_lock = folder / nameOfLock(claim->m_file);
  for (;;) {
    constexpr mode_t kOwnerOnly = 0600;
    const int descriptor =
        ::open(claim->m_lock.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kOwnerOnly);
    if (descriptor < 0) return claim;
    const bool isLocked = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    if (!isLocked && errno == EWOULDBLOCK) {
      ::close(descriptor);
      return nullptr;
    }
    // The former owner may have removed it between the two calls.
    struct stat mine {};
    struct stat now {};
    const bool isThere = ::fstat(descriptor, &mine) == 0 && ::lstat(claim->m_lock.c_str(), &now) == 0 &&
                         mine.st_ino == now.st_ino && mine.st_dev == now.st_dev;
    if (isThere || !isLocked) {
      claim->m_descriptor = descriptor;
      return claim;
    }
    ::close(descriptor);
  }
}

FileClaim::~FileClaim() {
  if (m_descriptor < 0) return;
  ::unlink(m_lock.c_str());  // while still locked
  ::close(m_descriptor);
}

bool FileClaim::isOf(const fs::path& file) const {
  return followed(file) == m_file;
}

}  // namespace pellucid::app
