// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/dataset_library.h"

#include <QtConcurrentRun>

namespace pellucid::ui {

DatasetLibrary::DatasetLibrary(engine::DataLocations locations) : m_locations(std::move(locations)) {
  connect(&m_watcher, &QFutureWatcher<Answer>::finished, this, &DatasetLibrary::finish);
}

DatasetLibrary::~DatasetLibrary() {
  m_watcher.waitForFinished();
}

engine::DatasetPtr DatasetLibrary::find(const std::string& name) const {
  const auto found = m_datasets.find(name);
  return found == m_datasets.end() ? nullptr : found->second;
}

void DatasetLibrary::request(const std::string& name) {
  m_requested = name;
  if (m_watcher.isRunning() && name == m_reading) return;
  if (const auto dataset = find(name)) {
    emit loaded(dataset);
    return;
  }
  m_reading = name;
  emit loading(QString::fromStdString(name));
  // A new future replaces the one that was watched, so an older request that ends later goes unheard.
  m_watcher.setFuture(QtConcurrent::run([name, locations = m_locations] {
    return std::make_shared<engine::Result<engine::DatasetPtr>>(engine::loadDataset(name, locations));
  }));
}

void DatasetLibrary::finish() {
  const Answer answer = m_watcher.result();
  const bool isAwaited =
      m_reading == m_requested;  // unless a data set that was here has been asked for since
  if (*answer) {
    m_datasets[m_reading] = **answer;
    if (isAwaited) emit loaded(**answer);
  } else if (isAwaited) {
    emit failed(QString::fromStdString(m_reading), QString::fromStdString(answer->error().message));
  }
}

}  // namespace pellucid::ui
