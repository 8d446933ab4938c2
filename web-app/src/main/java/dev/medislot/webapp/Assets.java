package dev.medislot.webapp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/**
 * The addresses of style sheets and scripts. A digest of all of them is in each, so that browsers may keep the files
 * for good, and a new release never uses those of an earlier one.
 */
public class Assets {

    static final String FILES = "classpath:/static/app/";
    private static final String ROOT = "/app/";
    private static final String HTMX = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";
    private static final int LETTERS = 12;

    private final String htmx;
    private final String release;

    Assets() throws IOException {
        this.htmx = "classpath:/META-INF/resources/webjars/htmx.org/%s/dist/"
                .formatted(PropertiesLoaderUtils.loadProperties(new ClassPathResource(HTMX)).getProperty("version"));
        this.release = digest(htmx);
    }

    /** The address of a file whose path begins with {@code /app/}. */
    public String of(String path) {
        return ROOT + release + path.substring(ROOT.length() - 1);
    }

    String htmx() {
        return htmx;
    }

    private static String digest(String htmx) throws IOException {
        var files = new PathMatchingResourcePatternResolver().getResources(FILES + "*");
        Arrays.sort(files, Comparator.comparing(Resource::getFilename));
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(file.getContentAsByteArray());
            }
            digest.update(htmx.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, LETTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
