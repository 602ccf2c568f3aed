package antiphon.model;

import antiphon.memory.MemoryWeights;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A model at rest: its manifest and the two graphs, whose hashes were checked when it was opened.
 *
 * <p>A bundle is a folder on disk, or a folder {@code /antiphon/models/NAME} of the class path, which is
 * read in place: nothing is unpacked.
 */
public final class Bundle {
  /** The folder of the class path that holds the models that come with the program. */
  public static final String RESOURCES = "/antiphon/models/";

  private static final String MANIFEST = "manifest.json";
  private static final String FINGERPRINTS = "fingerprints.afp";
  private static final String MEMORY = "memory.txt";

  private final Source source;
  private final Manifest manifest;

  private Bundle(Source source) {
    this.source = source;
    this.manifest = Manifest.read(read(MANIFEST), source.place(MANIFEST));
    verify(manifest.patchGraph(), manifest.patchGraphSha256());
    verify(manifest.charGraph(), manifest.charGraphSha256());
  }

  /** Where the files of a bundle are. */
  private interface Source {
    String place(String file);

    boolean has(String file);

    InputStream open(String file) throws IOException;

    Optional<Path> path(String file);
  }

  /**
   * Opens a folder.
   *
   * @throws ModelException if a file is missing or is not what the manifest says
   */
  public static Bundle open(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ModelException(folder + ": no such folder, expected one with a " + MANIFEST);
    }
    return new Bundle(new Folder(folder));
  }

  /**
   * Opens a model that comes with the program.
   *
   * @param name letters, digits, dots and dashes
   * @throws ModelException if there is none of that name, or it is broken
   */
  public static Bundle named(String name) {
    return resources(RESOURCES + name + "/");
  }

  /** Opens the folder of that path if there is one, else the model of that name that comes with the program. */
  public static Bundle find(String pathOrName) {
    Path folder = Path.of(pathOrName);
    boolean path = Files.isDirectory(folder) || folder.getNameCount() > 1 || folder.isAbsolute();
    return path ? open(folder) : named(pathOrName);
  }

  static Bundle resources(String folder) {
    if (Bundle.class.getResource(folder + MANIFEST) == null) {
      throw new ModelException(
          "model '" + Path.of(folder).getFileName() + "': none of that name comes with the program, and no such folder");
    }
    return new Bundle(new Resources(folder));
  }

  /** What the bundle says about itself. [any] */
  public Manifest manifest() {
    return manifest;
  }

  /** A file of the bundle as a path, from which large weights can be mapped; empty if it is not on disk. */
  Optional<Path> path(String file) {
    return source.path(file);
  }

  /** What the training set was like, as the critic reads it; empty if the bundle does not say. [any] */
  byte[] fingerprints() {
    return source.has(FINGERPRINTS) ? read(FINGERPRINTS) : new byte[0];
  }

  /**
   * How much a memory of the page counts beside this model: the bundle's own file {@value #MEMORY}, else what the
   * program comes with. [any]
   *
   * @throws ModelException if the file is broken
   */
  public MemoryWeights memory() {
    if (!source.has(MEMORY)) {
      return MemoryWeights.USUAL;
    }
    try {
      return MemoryWeights.read(new String(read(MEMORY), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new ModelException(source.place(MEMORY) + ": " + e.getMessage(), e);
    }
  }

  /** The content of a file of the bundle. */
  byte[] read(String file) {
    try (InputStream in = source.open(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw missing(file, e);
    }
  }

  private void verify(String file, String expected) {
    try (DigestInputStream in = new DigestInputStream(source.open(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      String found = HexFormat.of().formatHex(in.getMessageDigest().digest());
      if (!found.equals(expected)) {
        throw new ModelException(source.place(file) + ": damaged or changed, SHA-256 " + found + ", expected " + expected);
      }
    } catch (IOException e) {
      throw missing(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new ModelException("this Java has no SHA-256", e);
    }
  }

  private ModelException missing(String file, IOException e) {
    return new ModelException(source.place(file) + ": missing or not readable (" + e.getMessage() + ")", e);
  }

  private record Folder(Path folder) implements Source {
    @Override
    public String place(String file) {
      return folder.resolve(file).toString();
    }

    @Override
    public boolean has(String file) {
      return Files.exists(folder.resolve(file));
    }

    @Override
    public InputStream open(String file) throws IOException {
      Path real = folder.resolve(file).toRealPath();
      if (!real.startsWith(folder.toRealPath())) {
        throw new ModelException(place(file) + ": a link to " + real + ", expected a file within the model's folder");
      }
      return Files.newInputStream(real);
    }

    @Override
    public Optional<Path> path(String file) {
      return Optional.of(folder.resolve(file));
    }
  }

  private record Resources(String folder) implements Source {
    @Override
    public String place(String file) {
      return "class path " + folder + file;
    }

    @Override
    public boolean has(String file) {
      return Bundle.class.getResource(folder + file) != null;
    }

    @Override
    public InputStream open(String file) throws IOException {
      InputStream in = Bundle.class.getResourceAsStream(folder + file);
      if (in == null) {
        throw new IOException("no such resource");
      }
      return in;
    }

    @Override
    public Optional<Path> path(String file) {
      return Optional.empty();
    }
  }
}
