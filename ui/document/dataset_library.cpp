// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/dataset_library.h"

#include <QtConcurrentRun>

namespace pellucid::ui {

DatasetLibrary::DatasetLibrary(engine::DataLocations locations) : m_locations(std::move(locations)) {
  connect(&m_watcher, &QFutureWatcher<Answer>::finished, this, &DatasetLibrary::finish);
}

DatasetLibrary::~DatasetLibrary() { m_watcher.waitForFinished(); }

engine::DatasetPtr DatasetLibrary::find(const std::string& name) const {
  const auto found = m_datasets.find(name);
  return found == m_datasets.end() ? nullptr : found->second;
}

void DatasetLibrary::request(const std::string& name) {
  if (m_watcher.isRunning() && name == m_requested) return;
  m_requested = name;
  if (const auto dataset = find(name)) {
    emit loaded(dataset);
    return;
  }
  emit loading(QString::fromStdString(name));
  // A new future replaces the one that was watched, so an older request that ends later goes unheard.
  m_watcher.setFuture(QtConcurrent::run([name, locations = m_locations] {
    return std::make_shared<engine::Result<engine::DatasetPtr>>(engine::loadDataset(name, locations));
  }));
}

void DatasetLibrary::finish() {
  const Answer answer = m_watcher.result();
  if (!*answer) {
    emit failed(QString::fromStdString(m_requested), QString::fromStdString(answer->error().message));
    return;
  }
  m_datasets[m_requested] = **answer;
  emit loaded(**answer);
}

}  // namespace pellucid::ui
