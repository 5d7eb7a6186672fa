// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/dataset_library.h"

#include <algorithm>

#include "ui/widgets/after_dialogs.h"

namespace pellucid::ui {

DatasetLibrary::DatasetLibrary(engine::DataLocations locations) : m_locations(std::move(locations)) {}

DatasetLibrary::Files DatasetLibrary::filesOf(const std::string& name) {
  namespace fs = std::filesystem;
  const fs::path place = engine::placeOf(name);
  if (place.empty()) return std::vector<std::optional<FileStamp>>();
  std::error_code problem;
  std::vector<fs::path> files = {place};
  if (fs::is_directory(place, problem)) {
    files.clear();
    for (fs::directory_iterator file(place, problem), end; !problem && file != end; file.increment(problem)) {
      // Looking at ten thousand pictures takes as long as reading them again.
      if (file->is_directory(problem)) return std::nullopt;
      if (file->is_regular_file(problem)) files.push_back(file->path());
    }
    std::ranges::sort(files);
  }
  std::vector<std::optional<FileStamp>> stamps;
  for (const fs::path& file : files) stamps.push_back(stampOf(file));
  return stamps;
}

engine::DatasetPtr DatasetLibrary::find(const engine::DataSpec& data) const {
  const auto found = std::ranges::find(m_kept, data, &Kept::spec);
  if (found == m_kept.end()) return nullptr;
  const Files now = filesOf(data.name);
  return now && now == found->files ? found->data : nullptr;
}

void DatasetLibrary::keep(Kept kept) {
  std::erase_if(m_kept, [&kept](const Kept& other) { return other.spec == kept.spec; });
  m_kept.push_back(std::move(kept));
  if (m_kept.size() > kMostKept) m_kept.pop_front();
}

void DatasetLibrary::load(const engine::DataSpec& wanted, std::function<void(const Loaded&)> then) {
  engine::DataSpec spec = wanted;
  if (!engine::isOwnName(engine::dataNameParts(spec.name).base)) spec.own = nullptr;
  if (const auto dataset = find(spec)) {
    cancel();
    return then(dataset);
  }
  const bool isAwaited = isLoading() && spec == m_awaited;
  m_then = std::move(then);
  if (isAwaited) return;
  m_awaited = spec;
  m_job.request(
      [spec, locations = m_locations](const engine::Progress& progress) {
        return engine::loadDataset(spec, locations, engine::Streams::Refused, progress);
      },
      [this, spec, request = ++m_request, files = filesOf(spec.name)](const Loaded& data) {
        if (data) keep({.spec = spec, .data = *data, .files = files});
        afterDialogs(*this, [this, request, data] {
          if (request == m_request && m_then) finish(data);
        });
      });
  emit loadingChanged(true);
}

void DatasetLibrary::finish(const Loaded& data) {
  const auto then = std::exchange(m_then, nullptr);
  emit loadingChanged(false);
  then(data);
}

void DatasetLibrary::cancel() {
  m_job.forget();
  if (std::exchange(m_then, nullptr)) emit loadingChanged(false);
}

}  // namespace pellucid::ui
