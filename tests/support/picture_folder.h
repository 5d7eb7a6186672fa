// SPDX-License-Identifier: GPL-3.0-or-later
// Folders of pictures in a format that needs no decoder of images: "P", height, width, then the bytes.
#pragma once

#include <QDir>
#include <QTemporaryDir>
#include <algorithm>
#include <initializer_list>

#include "engine/data/picture.h"
#include "tests/support/idx_files.h"

namespace pellucid::tests {

/// Opaque grey pixels, row after row.
inline engine::Picture greyPicture(engine::Index height, engine::Index width,
                                   std::initializer_list<int> values) {
  engine::Picture picture{.height = height, .width = width, .rgba = {}};
  for (const int value : values)
    for (const int byte : {value, value, value, 255}) picture.rgba.push_back(static_cast<std::uint8_t>(byte));
  return picture;
}

class PictureFolder {
 public:
  /// Adds a file such as "cat/1.png", with its folders.
  void add(const QString& name, const engine::Picture& picture) const {
    QByteArray bytes = "P";
    bytes.append(static_cast<char>(picture.height)).append(static_cast<char>(picture.width));
    for (const std::uint8_t byte : picture.rgba) bytes.append(static_cast<char>(byte));
    addFile(name, bytes);
  }
  void addFile(const QString& name, const QByteArray& bytes) const {
    addFolder(QFileInfo(name).path());
    writeFile(m_folder.filePath(name), bytes);
  }
  void addFolder(const QString& name) const {
    if (!QDir(m_folder.path()).mkpath(name)) qFatal("%s could not be made", qPrintable(name));
  }
  std::string path() const { return m_folder.path().toStdString(); }

  /// An engine::DecodePicture.
  static engine::Result<engine::Picture> decode(std::span<const std::uint8_t> file, engine::Index) {
    if (file.size() < 3 || file[0] != 'P')
      return engine::Error{engine::message("it is no picture that can be read.")};
    return engine::Picture{.height = file[1], .width = file[2], .rgba = {file.begin() + 3, file.end()}};
  }

 private:
  QTemporaryDir m_folder;
};

}  // namespace pellucid::tests
