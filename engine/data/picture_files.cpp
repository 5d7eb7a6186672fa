// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/picture_files.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>

#include "engine/base/typed_word.h"

namespace pellucid::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 9> kEndings = {".png", ".jpg",  ".jpeg", ".jfif", ".bmp",
                                                      ".gif", ".tiff", ".tif",  ".webp"};

bool isHidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.starts_with('.') || name == "__MACOSX";
}

bool isDirectory(const fs::path& path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

/// In byte order. Empty for a folder that cannot be listed.
std::vector<fs::path> entriesOf(const fs::path& folder) {
  std::vector<fs::path> entries;
  std::error_code problem;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end; entry.increment(problem))
    entries.push_back(entry->path());
  std::ranges::sort(entries, {}, [](const fs::path& path) { return path.native(); });
  return entries;
}

std::vector<fs::path> foldersIn(const fs::path& folder) {
  std::vector<fs::path> folders = entriesOf(folder);
  std::erase_if(folders, [](const fs::path& path) { return isHidden(path) || !isDirectory(path); });
  return folders;
}

bool holdsClasses(const fs::path& folder) {
  return std::ranges::any_of(foldersIn(folder),
                             [](const fs::path& one) { return !firstPicture(one).empty(); });
}

std::optional<PicturePart> partNamed(const fs::path& folder) {
  const std::string name = loweredText(folder.filename().string());
  if (name == "train" || name == "training") return PicturePart::Train;
  if (name == "test" || name == "testing") return PicturePart::Test;
  if (name == "val" || name == "valid" || name == "validation") return PicturePart::Validation;
  return std::nullopt;
}

class Finder {
 public:
  Finder(const fs::path& folder, const Progress& progress) : m_folder(folder), m_progress(progress) {}

  Result<PictureFiles> find() {
    std::map<PicturePart, fs::path> parts = partsIn(m_folder);
    // An archive often has everything in an extra folder.
    for (int depth = 0; depth < 3 && parts.empty(); ++depth) {
      const std::vector<fs::path> inner = foldersIn(m_folder);
      if (inner.size() != 1 || !holdsClasses(inner[0])) break;
      m_folder = inner[0];
      parts = partsIn(m_folder);
    }
    if (parts.empty()) {
      readPart(m_folder, PicturePart::Train);
    } else {
      if (!parts.contains(PicturePart::Test) && parts.contains(PicturePart::Validation)) {
        parts[PicturePart::Test] = parts[PicturePart::Validation];
        parts.erase(PicturePart::Validation);
      }
      tellBeside(parts);
      for (const auto& [part, folder] : parts) {
        nameOf(part) = folder.filename().string();
        readPart(folder, part);
      }
    }
    if (m_progress.isCancelled()) return Progress::cancelled();
    return finish();
  }

 private:
  /// If there is a part for training. A class can be called train, too: then it contains pictures, not
  /// classes.
  static std::map<PicturePart, fs::path> partsIn(const fs::path& folder) {
    std::map<PicturePart, fs::path> parts;
    for (const fs::path& one : foldersIn(folder))
      if (const auto part = partNamed(one); part && holdsClasses(one)) parts.emplace(*part, one);
    if (!parts.contains(PicturePart::Train)) parts.clear();
    return parts;
  }

  std::string& nameOf(PicturePart part) {
    switch (part) {
      case PicturePart::Train:
        return m_found.trainFolder;
      case PicturePart::Validation:
        return m_found.validationFolder;
      default:
        return m_found.testFolder;
    }
  }

  std::string within(const fs::path& path) const { return path.lexically_relative(m_folder).string(); }

  void tellBeside(const std::map<PicturePart, fs::path>& parts) {
    for (const fs::path& entry : entriesOf(m_folder)) {
      if (std::ranges::any_of(parts, [&](const auto& part) { return part.second == entry; })) continue;
      if (isHidden(entry) && isDirectory(entry))
        m_found.hidden.push_back(within(entry));
      else if (!isHidden(entry))
        m_found.others.push_back(within(entry));
    }
  }

  void readPart(const fs::path& folder, PicturePart part) {
    for (const fs::path& entry : entriesOf(folder)) {
      if (m_progress.isCancelled()) return;
      if (!isDirectory(entry)) {
        if (!isHidden(entry)) m_found.others.push_back(within(entry));
      } else if (isHidden(entry)) {
        m_found.hidden.push_back(within(entry));
      } else {
        readClass(entry, part);
      }
    }
  }

  void readClass(const fs::path& folder, PicturePart part) {
    const std::size_t before = m_named.size();
    readBelow(folder, folder.filename().string(), part);
    if (m_named.size() == before) m_found.empty.push_back(within(folder));
  }

  /// Pictures can be in deeper folders; links to folders are not followed there, because they could lead
  /// back.
  void readBelow(const fs::path& folder, const std::string& name, PicturePart part) {
    for (const fs::path& entry : entriesOf(folder)) {
      std::error_code ignored;
      if (isHidden(entry)) {
        if (isDirectory(entry)) m_found.hidden.push_back(within(entry));
      } else if (isDirectory(entry)) {
        if (!fs::is_symlink(entry, ignored)) readBelow(entry, name, part);
      } else if (isPictureName(entry)) {
        m_named.push_back({.file = {.path = entry, .label = 0, .part = part}, .name = name});
      } else {
        m_found.others.push_back(within(entry));
      }
    }
  }

  Result<PictureFiles> finish() {
    if (m_named.empty()) {
      if (const fs::path picture = firstPicture(m_folder); !picture.empty())
        return Error{
            message("{} has pictures, but no subfolders with pictures. Make one subfolder for each class, "
                    "called like "
                    "the class, and put its pictures there.",
                    m_folder.string())};
      return Error{
          message("{} holds neither IDX files nor subfolders with pictures (PNG, JPEG, WebP, BMP, GIF "
                  "or TIFF), one for each class.",
                  m_folder.string())};
    }
    std::map<std::string, std::size_t> labels;
    for (const Named& one : m_named) labels.emplace(one.name, 0);
    for (auto& [name, label] : labels) {
      label = m_found.classNames.size();
      m_found.classNames.push_back(name);
    }
    for (Named& one : m_named) {
      one.file.label = labels[one.name];
      m_found.files.push_back(std::move(one.file));
    }
    return std::move(m_found);
  }

  struct Named {
    PictureFile file;
    std::string name;
  };
  fs::path m_folder;
  const Progress& m_progress;
  std::vector<Named> m_named;
  PictureFiles m_found;
};

}  // namespace

std::span<const std::string_view> pictureEndings() {
  return kEndings;
}

bool isPictureName(const fs::path& path) {
  return std::ranges::find(kEndings, loweredText(path.extension().string())) != kEndings.end();
}

Result<PictureFiles> findPictures(const fs::path& folder, const Progress& progress) {
  return Finder(folder, progress).find();
}

fs::path firstPicture(const fs::path& folder) {
  constexpr int kMostEntries = 1000;
  std::error_code problem;
  int left = kMostEntries;
  for (fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, problem),
       end;
       !problem && entry != end && left-- > 0; entry.increment(problem))
    if (isHidden(entry->path()))
      entry.disable_recursion_pending();
    else if (isPictureName(entry->path()) && !isDirectory(entry->path()))
      return entry->path();
  return {};
}

}  // namespace pellucid::engine
