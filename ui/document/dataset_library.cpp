// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/dataset_library.h"

#include "ui/widgets/after_dialogs.h"

namespace pellucid::ui {

DatasetLibrary::DatasetLibrary(engine::DataLocations locations) : m_locations(std::move(locations)) {}

engine::DatasetPtr DatasetLibrary::find(const std::string& name) const {
  const auto found = m_datasets.find(name);
  return found == m_datasets.end() ? nullptr : found->second;
}

void DatasetLibrary::load(const std::string& name, std::function<void(const Loaded&)> then) {
  if (const auto dataset = find(name)) {
    cancel();
    return then(dataset);
  }
  m_then = std::move(then);
  if (m_isLoading && name == m_awaited) return;
  m_awaited = name;
  m_job.request(
      [name, locations = m_locations](const engine::Progress& progress) {
        return engine::loadDataset(name, locations, engine::Streams::Refused, progress);
      },
      [this, name, request = ++m_request](const Loaded& data) {
        if (data) m_datasets[name] = *data;
        afterDialogs(*this, [this, request, data] {
          if (request == m_request && m_then) finish(data);
        });
      });
  m_isLoading = true;
  emit loadingChanged(true);
}

void DatasetLibrary::finish(const Loaded& data) {
  const auto then = std::exchange(m_then, nullptr);
  endLoading();
  then(data);
}

void DatasetLibrary::cancel() {
  m_job.forget();
  m_then = nullptr;
  endLoading();
}

void DatasetLibrary::endLoading() {
  if (!std::exchange(m_isLoading, false)) return;
  emit loadingChanged(false);
}

}  // namespace pellucid::ui
