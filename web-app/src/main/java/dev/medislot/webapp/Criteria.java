package dev.medislot.webapp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;

/** The criteria of a search by name, in the addresses of pages. */
public record Criteria(Map<String, Object> given) {

    public Criteria() {
        this(Map.of());
    }

    /** Adds a criterion, unless it is null. */
    public Criteria with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        var more = new LinkedHashMap<>(given);
        more.put(name, value);
        return new Criteria(more);
    }

    /** Returns the address of a page with all criteria. */
    public String page(String path) {
        var page = UriComponentsBuilder.fromPath(path);
        given.forEach((name, _) -> page.queryParam(name, "{" + name + "}"));
        return page.encode().buildAndExpand(given).toUriString();
    }
}
