// SPDX-License-Identifier: GPL-3.0-or-later
// Loads data sets on a worker thread and keeps the last few, so that choosing one again is immediate unless
// its files have changed in the meantime. Lives on the window's thread; only the newest request is answered.
#pragma once

#include <QObject>
#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/catalogue.h"
#include "ui/document/file_stamp.h"
#include "ui/widgets/background_job.h"

namespace pellucid::ui {

class DatasetLibrary : public QObject {
  Q_OBJECT

 public:
  explicit DatasetLibrary(engine::DataLocations locations);

  static constexpr std::size_t kMostKept = 4;

  /// Null when it has not been loaded, or when its files or samples have changed since.
  engine::DatasetPtr find(const engine::DataSpec& data) const;
  engine::DatasetPtr find(const std::string& name) const { return find(engine::DataSpec{.name = name}); }

  using Loaded = engine::Result<engine::DatasetPtr>;
  /// Calls `then` at once when the data are here; otherwise once a worker has read them and no dialog is open
  /// whose subject they might change. Never calls it if something else is requested first or the library is
  /// destroyed.
  void load(const engine::DataSpec& data, std::function<void(const Loaded&)> then);
  void load(const std::string& name, std::function<void(const Loaded&)> then) {
    load(engine::DataSpec{.name = name}, std::move(then));
  }
  /// Stops waiting for data.
  void cancel();

  bool isLoading() const { return m_then != nullptr; }
  /// The last request.
  const std::string& awaited() const { return m_awaited.name; }
  /// Progress of reading it, from 0 to 1.
  double share() const { return m_job.share(); }

 signals:
  /// `isLoading` while a worker reads data that something waits for.
  void loadingChanged(bool isLoading);

 private:
  /// The files that the data were read from, if any; none for a folder that contains folders, which is read
  /// again.
  using Files = std::optional<std::vector<std::optional<FileStamp>>>;
  struct Kept {
    engine::DataSpec spec;
    engine::DatasetPtr data;
    Files files;
  };
  static Files filesOf(const std::string& name);
  void keep(Kept kept);
  void finish(const Loaded& data);

  engine::DataLocations m_locations;
  std::deque<Kept> m_kept;                    ///< the newest last
  std::function<void(const Loaded&)> m_then;  ///< the newest request's, while it waits
  engine::DataSpec m_awaited;
  std::uint64_t m_request = 0;
  BackgroundJob<Loaded> m_job;
};

}  // namespace pellucid::ui
