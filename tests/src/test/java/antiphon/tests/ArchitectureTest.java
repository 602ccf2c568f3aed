package antiphon.tests;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The order of the packages is the order of the data. */
final class ArchitectureTest {
  private static final List<String> ORDER = List.of(
      "time",
      "capture",
      "quantize",
      "feel",
      "score",
      "harmony",
      "follow",
      "abc",
      "musicxml",
      "patch",
      "memory",
      "model",
      "notagen",
      "generate",
      "critic",
      "critic.measure",
      "control",
      "band",
      "schedule",
      "pipeline",
      "listen",
      "compose",
      "take",
      "engine",
      "replay");

  /** Spoken by all. */
  private static final List<String> VOCABULARY = List.of("time", "score", "midi", "user");

  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
      .withImportOption(location -> !location.contains("/test-classes/"))
      .withImportOption(location -> !location.contains(ArchitectureTest.class.getProtectionDomain().getCodeSource().getLocation().getPath()))
      .importPackages("antiphon");

  /** Packages whose modules stand above the engine, each with those that it may use beside itself and the engine. */
  private static final Map<String, List<String>> ABOVE = Map.of(
      "presets", List.of(),
      "library", List.of(),
      "web", List.of("library", "presets"),
      "bridge", List.of("presets"),
      "session", List.of("library", "presets", "web", "bridge"),
      "lab", List.of("library", "presets", "web", "bridge", "session"),
      "app", List.of("library", "presets", "web", "bridge", "session", "lab"));

  /** Packages of the module {@code notation}: written music without a pipeline or a model. */
  private static final List<String> NOTATION = List.of("time", "score", "harmony", "abc", "musicxml", "midi", "user");

  private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage("antiphon..");

  /** All but the vocabulary, which has rules of its own. */
  static List<String> parts() {
    return ORDER.stream().filter(name -> !VOCABULARY.contains(name)).toList();
  }

  @ParameterizedTest
  @MethodSource("parts")
  void shouldImportOnlyWhatStandsBefore(String name) {
    List<String> allowed = new ArrayList<>(VOCABULARY);
    allowed.addAll(ORDER.subList(0, ORDER.indexOf(name) + 1));
    onlyDependsOn(name, allowed);
  }

  @Test
  void shouldKeepTheVocabularyFreeOfTheRest() {
    onlyDependsOn("user", List.of("user"));
    onlyDependsOn("midi", List.of("midi", "user"));
    // A MIDI clock is time that comes as messages.
    onlyDependsOn("time", List.of("time", "midi"));
    onlyDependsOn("score", List.of("score", "time"));
    onlyDependsOn("harmony", List.of("harmony", "score", "time"));
  }

  @Test
  void shouldMakeThreadsInTheDriverOnly() {
    noClasses()
        .that().resideInAnyPackage(engineWithout("engine"))
        .should().callMethod(Thread.class, "ofPlatform")
        .orShould().callMethod(Thread.class, "ofVirtual")
        .orShould().callMethod(Thread.class, "start")
        .check(CLASSES);
  }

  @Test
  void shouldReadNoClockButTheInjectedOne() {
    noClasses()
        .that().resideInAnyPackage(engineWithout("time"))
        .should().callMethod(System.class, "nanoTime")
        .orShould().callMethod(System.class, "currentTimeMillis")
        .check(CLASSES);
  }

  @Test
  void shouldNotSteerByWhatItIsMeasuredWith() {
    noClasses()
        .that().resideInAnyPackage(engineWithout("critic.measure"))
        .should().dependOnClassesThat().resideInAPackage("antiphon.critic.measure")
        .check(CLASSES);
  }

  static Set<String> modulesAbove() {
    return ABOVE.keySet();
  }

  @ParameterizedTest
  @MethodSource("modulesAbove")
  void shouldUseOnlyModulesBelow(String name) {
    List<String> allowed = new ArrayList<>(ABOVE.get(name));
    allowed.add(name);
    String[] packages = Stream.concat(allowed.stream().map(p -> p + ".."), Stream.concat(ORDER.stream(), Stream.of("midi", "user")))
        .map(p -> "antiphon." + p)
        .toArray(String[]::new);
    classes()
        .that().resideInAPackage("antiphon." + name + "..")
        .should().onlyDependOnClassesThat(DescribedPredicate.not(OURS).or(resideInAnyPackage(packages)))
        .check(CLASSES);
  }

  @Test
  void shouldWriteMusicWithoutThePipeline() {
    String[] packages = NOTATION.stream().map(p -> "antiphon." + p).toArray(String[]::new);
    classes()
        .that().resideInAnyPackage(packages)
        .should().onlyDependOnClassesThat(DescribedPredicate.not(OURS).or(resideInAnyPackage(packages)))
        .check(CLASSES);
  }

  /** Elsewhere its library would be loaded before it is told to report nothing. */
  @Test
  void shouldReachTheModelsLibraryInOneClass() {
    noClasses()
        .that().doNotHaveFullyQualifiedName("antiphon.model.RuntimeEnvironment")
        .should().callMethodWhere(DescribedPredicate.describe("are OrtEnvironment's own",
            call -> call.getTargetOwner().getName().equals("ai.onnxruntime.OrtEnvironment")
                && (call.getName().startsWith("getEnvironment") || call.getName().startsWith("getAvailable"))))
        .check(CLASSES);
  }

  @Test
  void shouldNotPrintFromTheEngine() {
    noClasses()
        .that().resideInAnyPackage(engineWithout(""))
        .should().accessField(System.class, "out")
        .orShould().accessField(System.class, "err")
        .check(CLASSES);
  }

  @Test
  void shouldNameThingsByTheirRole() {
    noClasses().should().haveSimpleNameEndingWith("Manager")
        .orShould().haveSimpleNameEndingWith("Util")
        .orShould().haveSimpleNameEndingWith("Utils")
        .orShould().haveSimpleNameEndingWith("Helper")
        .orShould().haveSimpleNameEndingWith("Impl")
        .check(CLASSES);
  }

  private static void onlyDependsOn(String name, List<String> allowed) {
    String[] packages = allowed.stream().map(p -> "antiphon." + p).toArray(String[]::new);
    classes()
        .that().resideInAPackage("antiphon." + name)
        .should().onlyDependOnClassesThat(DescribedPredicate.not(OURS).or(resideInAnyPackage(packages)))
        .check(CLASSES);
  }

  private static String[] engineWithout(String name) {
    return ORDER.stream().filter(p -> !p.equals(name)).map(p -> "antiphon." + p).toArray(String[]::new);
  }
}
