// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dataset/data_on_show.h"

namespace pellucid::ui {
namespace {

std::shared_ptr<const engine::TableGlance> glanceAt(const std::string& name,
                                                    const engine::Progress& progress) {
  constexpr std::size_t kRows = 7;
  auto glance = engine::glanceAtTable(name, kRows, progress);
  return glance ? std::make_shared<const engine::TableGlance>(*std::move(glance)) : nullptr;
}

}  // namespace

DataOnShow::Found DataOnShow::find(const std::string& name,
                                   const std::function<engine::Result<engine::DatasetPtr>()>& load,
                                   const engine::Progress& progress) {
  const engine::DataKind kind = engine::dataKind(name);
  std::shared_ptr<const engine::TableGlance> glance;
  if (kind == engine::DataKind::Table) glance = glanceAt(name, progress.part(0, 0));
  return {.kind = kind,
          .facts = engine::caught([&]() -> engine::Result<DataFactsPtr> {
            const auto data = load();
            if (!data) return data.error();
            auto summary = engine::summarise(**data, progress);
            if (!summary) return engine::Progress::cancelled();
            return std::make_shared<const DataFacts>(
                DataFacts{.data = *data, .kind = kind, .summary = *std::move(summary), .glance = glance});
          }),
          .glance = glance};
}

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
    m_kind = m_facts->kind;
    m_glance = m_facts->glance;
    return;
  }
  m_job.request(
      [data = m_used](const engine::Progress& progress) {
        return find(
            data->name, [&] { return engine::Result<engine::DatasetPtr>(data); }, progress);
      },
      [this](const Found& found) {
        if (found.facts) m_usedFacts = *found.facts;
        take(found);
      });
}

void DataOnShow::take(const Found& found) {
  m_kind = found.kind;
  m_glance = found.glance;
  if (found.facts) m_facts = *found.facts;
  emit changed();
}

void DataOnShow::tryOut(const std::string& name) {
  if (m_used && name == m_used->name) return showUsed();
  if (m_isTrial && name == m_name) return;
  m_isTrial = true;
  m_name = name;
  m_trouble = {};
  m_job.request(
      [data = engine::DataSpec{.name = name, .own = m_used ? m_used->own : nullptr},
       load = m_load](const engine::Progress& progress) {
        constexpr double kReading = 0.9;
        return find(
            data.name, [&] { return load(data, progress.part(0, kReading)); }, progress);
      },
      [this](const Found& found) {
        if (!found.facts) m_trouble = found.facts.error().message;
        take(found);
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
