// SPDX-License-Identifier: GPL-3.0-or-later
// Loads data sets on a worker thread and keeps them, so that choosing one again is immediate. Lives on the
// window's thread; only the newest request is answered.
#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <functional>
#include <map>
#include <string>

#include "engine/data/catalogue.h"

namespace pellucid::ui {

class DatasetLibrary : public QObject {
  Q_OBJECT

 public:
  explicit DatasetLibrary(engine::DataLocations locations);
  ~DatasetLibrary() override;

  /// Null when it has not been loaded.
  engine::DatasetPtr find(const std::string& name) const;

  using Loaded = engine::Result<engine::DatasetPtr>;
  /// Calls `then` at once when the data are here, else when a worker has read them; never, when something
  /// else is asked for before that, or when the library is gone.
  void load(const std::string& name, std::function<void(const Loaded&)> then);

 signals:
  /// A worker reads data, or nobody waits for it any more.
  void loadingChanged(bool isLoading);

 private:
  using Answer = std::shared_ptr<Loaded>;
  void finish();
  void setLoading(bool isLoading);

  engine::DataLocations m_locations;
  std::map<std::string, engine::DatasetPtr> m_datasets;
  std::function<void(const Loaded&)> m_then;  ///< the newest request's, while it waits
  std::string m_awaited;                      ///< what that asks for
  std::string m_reading;                      ///< what the worker reads or has read last
  bool m_isLoading = false;
  QFutureWatcher<Answer> m_watcher;
};

}  // namespace pellucid::ui
