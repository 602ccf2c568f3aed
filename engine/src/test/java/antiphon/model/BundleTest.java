package antiphon.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleTest {
  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    Bundle bundle = DecoderCases.bundle("fp32");
    for (String file : new String[] {"manifest.json", "patch.onnx", "char.onnx"}) {
      Files.write(folder.resolve(file), bundle.read(file));
    }
  }

  @Test
  void shouldReadTheManifest() {
    Manifest manifest = Bundle.open(folder).manifest();
    assertThat(manifest.name()).isEqualTo("antiphon-test");
    assertThat(manifest.prompts()).containsExactly("classical");
    assertThat(manifest.bitsPerCharacter()).isNull();
    assertThat(manifest.hiddenSize()).isEqualTo(64);
    assertThat(manifest.maxPatches()).isEqualTo(64);
    assertThat(manifest.promptLanguages()).isEmpty();
    assertThat(manifest.qualityNotes()).isEmpty();
  }

  @Test
  void shouldFindAFolderBeforeAName() {
    assertThat(Bundle.find(folder.toString()).manifest().name()).isEqualTo("antiphon-test");
    assertThatThrownBy(() -> Bundle.find("no-such-model"))
        .isInstanceOf(ModelException.class)
        .hasMessage("model 'no-such-model': none of that name comes with the program, and no such folder");
    assertThatThrownBy(() -> Bundle.open(folder.resolve("none"))).hasMessageContaining("no such folder");
    assertThatThrownBy(() -> Bundle.find("models/none")).hasMessageStartingWith("models/none: no such folder");
  }

  @Test
  void shouldRunFromAFolder() {
    try (OrtDecoder decoder = new OrtDecoder(Bundle.open(folder), DecoderOptions.DEFAULT)) {
      decoder.feed(DecoderCases.READ.patches());
      assertThat(decoder.length()).isEqualTo(DecoderCases.READ.patches().size());
    }
  }

  @Test
  void shouldNameTheKeyThatWasMeant() throws IOException {
    edit("\"patch-layers\"", "\"patch-layer\"");
    assertFails("unknown key 'patch-layer', expected 'patch-layers'");
  }

  @Test
  void shouldNameTheKeyThatIsMissing() throws IOException {
    edit("\"licence\": \"Apache-2.0\",", "");
    assertFails("key 'licence' is missing");
  }

  @Test
  void shouldRefuseAnotherFormatBeforeAnythingElse() throws IOException {
    edit("\"format\": 1", "\"format\": 2, \"new-key\": true");
    assertFails("format 2, expected 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.onnx", "/etc/hostname", "a/patch.onnx", "..", ".", "", "a\\\\x.onnx", "C:x.onnx", "x\\u0000.onnx"})
  void shouldRefuseGraphsOutsideItsFolder(String name) throws IOException {
    edit("\"patch-graph\": \"patch.onnx\"", "\"patch-graph\": \"" + name + "\"");
    assertFails("patch-graph '");
    assertFails("', expected the name of a file beside the manifest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest.json", "patch.onnx", "char.onnx", "fingerprints.afp"})
  void shouldRefuseLinksOutOfItsFolder(String name, @TempDir Path elsewhere) throws IOException {
    Files.write(folder.resolve("fingerprints.afp"), new byte[] {1});
    Path outside = Files.move(folder.resolve(name), elsewhere.resolve(name));
    Files.createSymbolicLink(folder.resolve(name), outside);
    assertThatThrownBy(() -> Bundle.open(folder).fingerprints()).isInstanceOf(ModelException.class)
        .hasMessage(folder.resolve(name) + ": a link to " + outside.toRealPath() + ", expected a file within the model's folder");
  }

  @Test
  void shouldOpenAFolderThatIsALinkItself(@TempDir Path elsewhere) throws IOException {
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);
    assertThat(Bundle.open(link).manifest().name()).isEqualTo("antiphon-test");
  }

  @Test
  void shouldRefuseSizesThatCannotBe() throws IOException {
    edit("\"patch-size\": 16", "\"patch-size\": 32");
    assertFails("patch-size 32, expected 16");
  }

  @Test
  void shouldRefuseAValueOfTheWrongKind() throws IOException {
    edit("\"heads\": 1", "\"heads\": \"one\"");
    assertFails("key 'heads'");
  }

  @Test
  void shouldRefuseTextThatIsNoJson() throws IOException {
    Files.writeString(folder.resolve("manifest.json"), "not json");
    assertFails("manifest.json");
  }

  @Test
  void shouldRefuseAGraphThatWasChanged() throws IOException {
    byte[] graph = Files.readAllBytes(folder.resolve("char.onnx"));
    graph[graph.length / 2] ^= 1;
    Files.write(folder.resolve("char.onnx"), graph);
    assertFails("char.onnx: damaged or changed, SHA-256");
  }

  @Test
  void shouldRefuseAMissingGraph() throws IOException {
    Files.delete(folder.resolve("patch.onnx"));
    assertFails("patch.onnx: missing or not readable");
  }

  @Test
  void shouldCompareTheGraphsWithTheManifest() throws IOException {
    edit("\"char-layers\": 1", "\"char-layers\": 2");
    assertDoesNotLoad("char.onnx: 7 inputs, expected 9");
  }

  @Test
  void shouldCompareTheWidthWithTheManifest() throws IOException {
    edit("\"hidden-size\": 64", "\"hidden-size\": 128");
    edit("\"heads\": 1", "\"heads\": 2");
    assertDoesNotLoad("hidden of shape [-1, 1, 64], expected [1, 1, 128]");
  }

  @Test
  void shouldCompareThePositionsWithTheManifest() throws IOException {
    edit("\"max-patches\": 64", "\"max-patches\": 65");
    assertDoesNotLoad("patch.onnx: does not run at position 64, expected 65 positions");
  }

  @Test
  void shouldSayWhichDevicesThereAre() {
    assertThatThrownBy(() -> new OrtDecoder(Bundle.open(folder), new DecoderOptions("toaster", 1, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessage("device 'toaster': expected auto, cpu, cuda, tensorrt, directml, coreml");
    assertThatThrownBy(() -> new OrtDecoder(Bundle.open(folder), new DecoderOptions("directml", 1, 0)))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("device 'directml': not in the ONNX Runtime that was loaded, which has cpu");
  }

  private void edit(String from, String to) throws IOException {
    Path manifest = folder.resolve("manifest.json");
    String text = Files.readString(manifest);
    assertThat(text).contains(from);
    Files.writeString(manifest, text.replace(from, to));
  }

  private void assertFails(String message) {
    assertThatThrownBy(() -> Bundle.open(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }

  private void assertDoesNotLoad(String message) {
    Bundle bundle = Bundle.open(folder);
    assertThatThrownBy(() -> new OrtDecoder(bundle, DecoderOptions.DEFAULT))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
  }
}
