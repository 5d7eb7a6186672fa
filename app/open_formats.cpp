// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/open_formats.h"

#include <QCoreApplication>
#include <algorithm>

#include "engine/io/model_file.h"
#include "engine/io/model_project.h"

namespace pellucid::app {
namespace {

using FileBytes = std::span<const std::uint8_t>;

struct OpenText {
  Q_DECLARE_TR_FUNCTIONS(OpenText)
};

bool isWeightsFile(FileBytes bytes, const std::filesystem::path& path) {
  return !engine::isZip(bytes) && engine::isSafetensorsFile(bytes, path);
}

bool isOnnxFile(FileBytes bytes, const std::filesystem::path& path) {
  constexpr std::uint8_t kVersionComesFirst = 0x08;  // the field ir_version of a ModelProto
  return !engine::isZip(bytes) &&
         (path.extension() == ".onnx" || (!bytes.empty() && bytes.front() == kVersionComesFirst));
}

bool isAny(FileBytes, const std::filesystem::path&) {
  return true;
}

engine::Result<OpenedFile> readModel(FileBytes bytes, const std::filesystem::path& path,
                                     const engine::Progress&) {
  auto model = engine::readModelFile(bytes, path);
  if (!model) return model.error();
  engine::Message notes;
  for (const engine::Message& note : model->notes) notes = engine::followed(notes, note);
  // Pellucid's own models have facts and state their scaling.
  const bool isTold = !model->facts.empty() || !model->scaling.inputs.isEmpty();
  auto plain = engine::withScalingInLayers(*std::move(model));
  if (!plain) return engine::Error{engine::message("{}: {}", path.string(), plain.error().message)};
  OpenedFile file{.project = engine::projectOf(*std::move(plain)), .isModel = true, .notes = notes};
  file.asksForInput = !isTold && file.project.shape.isImage();
  return file;
}

bool isExampleFile(FileBytes bytes, const std::filesystem::path&) {
  return engine::isExample(bytes);
}

engine::Result<OpenedFile> readExampleFile(FileBytes bytes, const std::filesystem::path& path,
                                           const engine::Progress&) {
  auto example = engine::readExample(bytes, path.string());
  if (!example) return example.error();
  return OpenedFile{.project = {}, .example = *std::move(example)};
}

engine::Result<OpenedFile> readOwn(FileBytes bytes, const std::filesystem::path& path,
                                   const engine::Progress& progress) {
  auto project = engine::readProject(bytes, path.string(), progress);
  if (!project) return project.error();
  return OpenedFile{.project = *std::move(project)};
}

QString patterns(const QStringList& endings) {
  return "*." + endings.join(" *.");
}

}  // namespace

std::vector<OpenFormat> openFormats() {
  return {
      {.title = OpenText::tr("Examples"),
       .endings = {"json"},
       .isOne = isExampleFile,
       .read = readExampleFile},
      {.title = OpenText::tr("PyTorch weights"),
       .endings = {"safetensors"},
       .isOne = isWeightsFile,
       .read = readModel},
      {.title = OpenText::tr("ONNX models"), .endings = {"onnx"}, .isOne = isOnnxFile, .read = readModel},
      {.title = OpenText::tr("Pellucid projects"), .endings = {"pellucid"}, .isOne = isAny, .read = readOwn},
  };
}

QString openFilter() {
  QStringList all;
  QStringList each;
  for (const OpenFormat& format : openFormats()) {
    all = format.endings + all;
    each.prepend(QStringLiteral("%1 (%2)").arg(format.title, patterns(format.endings)));
  }
  each.prepend(QStringLiteral("%1 (%2)").arg(OpenText::tr("Projects and models"), patterns(all)));
  each.append(OpenText::tr("All files (*)"));
  return each.join(QStringLiteral(";;"));
}

engine::Result<OpenedFile> readOpened(FileBytes bytes, const std::filesystem::path& path,
                                      const engine::Progress& progress) {
  const auto formats = openFormats();
  const auto format =
      std::ranges::find_if(formats, [&](const OpenFormat& row) { return row.isOne(bytes, path); });
  return format->read(bytes, path, progress);
}

}  // namespace pellucid::app
