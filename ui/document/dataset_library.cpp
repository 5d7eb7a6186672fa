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

void DatasetLibrary::load(const std::string& name, std::function<void(const Loaded&)> then) {
  m_then = nullptr;
  if (const auto dataset = find(name)) {
    setLoading(false);
    return then(dataset);
  }
  m_then = std::move(then);
  m_awaited = name;
  setLoading(true);
  if (m_watcher.isRunning() && name == m_reading) return;
  m_reading = name;
  // A new future replaces the one that was watched, so an older request that ends later goes unheard.
  m_watcher.setFuture(QtConcurrent::run([name, locations = m_locations] {
    return std::make_shared<Loaded>(engine::loadDataset(name, locations));
  }));
}

void DatasetLibrary::finish() {
  const Answer answer = m_watcher.result();
  if (*answer) m_datasets[m_reading] = **answer;
  // Unless a data set that was here has been asked for since.
  if (!m_then || m_reading != m_awaited) return;
  const auto then = std::exchange(m_then, nullptr);
  setLoading(false);
  then(*answer);
}

void DatasetLibrary::setLoading(bool isLoading) {
  if (isLoading == m_isLoading) return;
  m_isLoading = isLoading;
  emit loadingChanged(isLoading);
}

}  // namespace pellucid::ui
