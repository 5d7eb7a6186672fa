// SPDX-License-Identifier: GPL-3.0-or-later
// Loads data sets on a worker thread and keeps them, so that undoing a change of data is immediate. Lives on
// the window's thread; only the newest request is answered.
#pragma once

#include <QFutureWatcher>
#include <QObject>
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

  /// Answers with loaded() or failed(): at once when the data are here, else when a worker has read them.
  void request(const std::string& name);

 signals:
  void loading(const QString& name);
  void loaded(const engine::DatasetPtr& dataset);
  void failed(const QString& name, const QString& message);

 private:
  using Answer = std::shared_ptr<engine::Result<engine::DatasetPtr>>;
  void finish();

  engine::DataLocations m_locations;
  std::map<std::string, engine::DatasetPtr> m_datasets;
  std::string m_requested;  ///< the newest request
  std::string m_reading;    ///< what the worker reads or has read last
  QFutureWatcher<Answer> m_watcher;
};

}  // namespace pellucid::ui
