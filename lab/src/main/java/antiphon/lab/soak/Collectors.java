package antiphon.lab.soak;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** Counts the pauses of the garbage collector and keeps the longest, in whole milliseconds as the JVM tells them. */
final class Collectors implements AutoCloseable {
  private final NotificationListener listener = this::notified;
  private final List<NotificationEmitter> watched = new ArrayList<>();
  private long pauses;
  private long longestMs;

  Collectors() {
    List<GarbageCollectorMXBean> all = ManagementFactory.getGarbageCollectorMXBeans();
    // A concurrent collector has beans of its own for its pauses; those of others count as a whole.
    boolean told = all.stream().anyMatch(bean -> bean.getName().contains("Pauses"));
    for (GarbageCollectorMXBean bean : all) {
      if (bean instanceof NotificationEmitter emitter && (!told || bean.getName().contains("Pauses"))) {
        emitter.addNotificationListener(listener, null, null);
        watched.add(emitter);
      }
    }
  }

  private synchronized void notified(Notification news, Object nothing) {
    if (news.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      pauses++;
      long ms = GarbageCollectionNotificationInfo.from((CompositeData) news.getUserData()).getGcInfo().getDuration();
      longestMs = Math.max(longestMs, ms);
    }
  }

  synchronized long pauses() {
    return pauses;
  }

  synchronized long longestMs() {
    return longestMs;
  }

  @Override
  public void close() {
    for (NotificationEmitter emitter : watched) {
      try {
        emitter.removeNotificationListener(listener);
      } catch (ListenerNotFoundException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
