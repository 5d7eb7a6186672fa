// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_on_show.h"

namespace pellucid::ui {
namespace {

engine::Result<DataFactsPtr> factsOf(const engine::DatasetPtr& data, const engine::Progress& progress) {
  auto summary = engine::summarise(*data, progress);
  if (!summary) return engine::Progress::cancelled();
  return std::make_shared<const DataFacts>(
      DataFacts{.data = data, .kind = engine::dataKind(data->name), .summary = *std::move(summary)});
}

}  // namespace

void DataOnShow::setUsed(const engine::DatasetPtr& data) {
  if (data == m_used) return;
  m_used = data;
  showUsed();
}

void DataOnShow::showUsed() {
  m_isTrial = false;
  m_trouble = {};
  m_job.forget();
  if (m_used) m_name = m_used->name;
  if (m_isWatched) lookAtUsed();
  emit changed();
}

void DataOnShow::lookAtUsed() {
  if (!m_used) return;
  if (m_facts && m_facts->data == m_used) m_usedFacts = m_facts;
  if (m_usedFacts && m_usedFacts->data == m_used) {
    m_facts = m_usedFacts;
    return;
  }
  m_job.request([data = m_used](const engine::Progress& progress) { return factsOf(data, progress); },
                [this](const Found& found) {
                  if (found) m_facts = m_usedFacts = *found;
                  emit changed();
                });
}

void DataOnShow::tryOut(const std::string& name) {
  if (m_used && name == m_used->name) return showUsed();
  if (m_isTrial && name == m_name) return;
  m_isTrial = true;
  m_name = name;
  m_trouble = {};
  m_job.request(
      [name, load = m_load](const engine::Progress& progress) -> Found {
        constexpr double kReading = 0.9;
        const auto data = load(name, progress.part(0, kReading));
        if (!data) return data.error();
        return factsOf(*data, progress.part(kReading, 1));
      },
      [this](const Found& found) {
        if (found)
          m_facts = *found;
        else
          m_trouble = found.error().message;
        emit changed();
      });
  emit changed();
}

void DataOnShow::setWatched(bool isWatched) {
  if (isWatched == m_isWatched) return;
  m_isWatched = isWatched;
  if (!isWatched || m_isTrial) return;
  lookAtUsed();
  emit changed();
}

}  // namespace pellucid::ui
