package antiphon.app.install;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Makes a folder that runs where no Java is installed.
 *
 * <pre>
 *   bin/antiphon, bin/antiphon-engine    the launchers
 *   lib/                                 jars, sbom.json, THIRD-PARTY.txt; lib/native: libraries of this system, which need not be unpacked then
 *   plugins/                             antiphon.clap, antiphon.vst3, antiphon.lv2
 *   runtime/                             Java
 * </pre>
 */
public final class SelfContained {
  /** What a package consists of. */
  static final List<String> PARTS = List.of("bin", "lib", "plugins", "runtime");

  private static final String MODULES =
      "java.base,java.desktop,java.logging,java.management,java.sql,java.xml,jdk.httpserver,jdk.unsupported,jdk.crypto.ec";
  private static final String NATIVES = "native";

  /** What the build writes beside the jars: of what the program consists (CycloneDX), and under which licence each part is. */
  private static final List<String> PAPERS = List.of("sbom.json", "THIRD-PARTY.txt");

  private SelfContained() {}

  /** The folder that the program was started from: the repository or a package. */
  static Path home() {
    String home = System.getProperty("antiphon.home");
    if (home == null) {
      throw new InstallException("the folder of the program is not known: start it by its launcher, ./antiphon");
    }
    return Path.of(home);
  }

  private static boolean isPackage(Path folder) {
    return PARTS.stream().allMatch(part -> Files.isDirectory(folder.resolve(part)));
  }

  /**
   * Writes a package; what stood at its places before goes. From a package it is copied.
   *
   * @throws InstallException if something is missing that it is made of, or a tool fails
   */
  public static void write(Path folder) throws IOException {
    Path home = home();
    Path target = folder.toAbsolutePath().normalize();
    if (target.equals(home.toAbsolutePath().normalize())) {
      throw new InstallException(folder + ": the program runs from there, expected another folder");
    }
    Files.createDirectories(target);
    for (String part : PARTS) {
      Folders.remove(target.resolve(part));
    }
    if (isPackage(home)) {
      for (String part : PARTS) {
        Folders.copy(home.resolve(part), target.resolve(part));
      }
      return;
    }
    Plugins.copyBuilt(home, target.resolve("plugins"));
    jars(target.resolve("lib"));
    runtime(target.resolve("runtime"));
    launchers(target.resolve("bin"));
  }

  private static void jars(Path lib) throws IOException {
    Path natives = Files.createDirectories(lib.resolve(NATIVES));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path jar = Path.of(entry);
      if (!entry.endsWith(".jar") || !Files.isRegularFile(jar)) {
        throw new InstallException("class path with " + entry + ": expected the jars of the built program");
      }
      slim(jar, lib.resolve(String.valueOf(jar.getFileName())), natives);
      for (String paper : PAPERS) {
        if (Files.exists(jar.resolveSibling(paper))) {
          Files.copy(jar.resolveSibling(paper), lib.resolve(paper), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }

  /** Copies a jar; libraries of this system go into a folder of their own, those of others are left out. */
  private static void slim(Path jar, Path to, Path natives) throws IOException {
    try (ZipFile from = new ZipFile(jar.toFile())) {
      if (from.stream().noneMatch(SelfContained::isNative)) {
        Files.copy(jar, to);
        return;
      }
      try (ZipOutputStream slim = new ZipOutputStream(Files.newOutputStream(to))) {
        Enumeration<? extends ZipEntry> entries = from.entries();
        while (entries.hasMoreElements()) {
          ZipEntry entry = entries.nextElement();
          try (InputStream in = from.getInputStream(entry)) {
            if (!isNative(entry)) {
              slim.putNextEntry(new ZipEntry(entry.getName()));
              in.transferTo(slim);
              slim.closeEntry();
            } else if (isOfThisSystem(entry.getName())) {
              try (OutputStream out = Files.newOutputStream(natives.resolve(fileName(entry.getName())))) {
                in.transferTo(out);
              }
            }
          }
        }
      }
    }
  }

  private static boolean isNative(ZipEntry entry) {
    String name = entry.getName();
    return name.endsWith(".so") || name.endsWith(".dylib") || name.endsWith(".jnilib") || name.endsWith(".dll")
        || name.endsWith(".a") || name.contains(".dSYM/");
  }

  private static String fileName(String entry) {
    return entry.substring(entry.lastIndexOf('/') + 1);
  }

  /** Whether a library in ONNX Runtime's, JNA's or SQLite's jar is for this system and processor. */
  private static boolean isOfThisSystem(String entry) {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    String folder = entry.substring(0, entry.lastIndexOf('/') + 1);
    if (system.contains("linux")) {
      return folder.contains(arm ? "/Linux/aarch64/" : "/Linux/x86_64/") || folder.contains(arm ? "linux-aarch64/" : "linux-x64/") || folder.contains(arm ? "linux-aarch64/" : "linux-x86-64/");
    }
    if (system.contains("mac")) {
      return folder.contains(arm ? "/Mac/aarch64/" : "/Mac/x86_64/") || folder.contains(arm ? "osx-aarch64/" : "osx-x64/") || folder.contains(arm ? "darwin-aarch64/" : "darwin-x86-64/");
    }
    return folder.contains("/Windows/x86_64/") || folder.contains("win-x64/") || folder.contains("win32-x86-64/");
  }

  private static void runtime(Path to) {
    ToolProvider jlink = ToolProvider.findFirst("jlink")
        .orElseThrow(() -> new InstallException("this Java has no jlink: expected a JDK, not a runtime"));
    StringWriter said = new StringWriter();
    PrintWriter log = new PrintWriter(said);
    int exit = jlink.run(log, log, "--add-modules", MODULES, "--strip-debug", "--no-man-pages", "--no-header-files",
        "--generate-cds-archive", "--compress", "zip-9", "--output", to.toString());
    if (exit != 0) {
      throw new InstallException("jlink failed: " + said.toString().strip());
    }
  }

  private static void launchers(Path bin) throws IOException {
    Files.createDirectories(bin);
    for (String name : List.of("antiphon", "antiphon-engine")) {
      try (InputStream in = Objects.requireNonNull(SelfContained.class.getResourceAsStream(name + ".sh"), name)) {
        Path launcher = bin.resolve(name);
        Files.copy(in, launcher);
        if (!launcher.toFile().setExecutable(true, false) || !launcher.toFile().setReadable(true, false)) {
          throw new InstallException(launcher + ": cannot be made executable");
        }
      }
    }
  }

  /** Sizes for people: of the whole and of each part, in MB. */
  public static String sizes(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    long all = 0;
    for (String part : PARTS) {
      long bytes = Folders.bytes(folder.resolve(part));
      all += bytes;
      text.append(", ").append(part).append(' ').append(megabytes(bytes));
    }
    return megabytes(all) + " (" + text.substring(2) + ")";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** What there is of a package in a folder. */
  static List<Path> parts(Path folder) {
    return PARTS.stream().map(folder::resolve).filter(Files::exists).toList();
  }

  /** Whether nothing is in a folder. */
  static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
