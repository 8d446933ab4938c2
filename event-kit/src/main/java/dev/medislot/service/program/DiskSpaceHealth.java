package dev.medislot.service.program;

import java.io.File;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.util.unit.DataSize;

/** The free space of the disk, like Spring Boot's indicator, but without the path of the folder. */
class DiskSpaceHealth extends AbstractHealthIndicator {

    private final File folder;
    private final DataSize threshold;

    DiskSpaceHealth(File folder, DataSize threshold) {
        super("The disk space cannot be read");
        this.folder = folder;
        this.threshold = threshold;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) {
        var free = folder.getUsableSpace();
        (free >= threshold.toBytes() ? health.up() : health.down()).withDetail("total", folder.getTotalSpace())
                .withDetail("free", free)
                .withDetail("threshold", threshold.toBytes());
    }
}
