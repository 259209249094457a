"""The tables: amounts in minor units, instants as ISO 8601 text, records and terms as JSON."""

TABLES = """
    create table terms (
        digest text primary key,
        document text not null
    );
    create table sales (
        id text primary key,
        customer text not null,
        zone text,
        country text,
        tier text,
        market text,
        channel text,
        made text,
        locale text not null,
        currency text not null,
        placed_at text not null,
        return_terms text not null references terms,
        refund_terms text not null references terms
    );
    create table items (
        sale text not null references sales,
        id text not null,
        title text,
        sku text,
        category text,
        kind text not null,
        quantity integer not null,
        minor integer not null,
        list_minor integer,
        taxes text not null, -- such as [["included", 798, "0.19", "VAT"]]
        traits text not null, -- such as ["final_sale"]
        tags text not null, -- such as ["spring"]
        primary key (sale, id)
    );
    create table charges (
        sale text not null references sales,
        id text not null,
        kind text not null,
        minor integer not null,
        standard integer,
        taxes text not null,
        primary key (sale, id)
    );
    create table events (
        number integer primary key,
        sale text not null references sales,
        kind text not null,
        key text not null, -- of the message: told again, it is the same event
        at text not null,
        ref text not null,
        units text, -- such as {"tee": 2}
        minor integer,
        tender text,
        tender_kind text,
        unique (sale, kind, key)
    );
    create table returns (
        number text primary key,
        sale text not null references sales,
        key text not null unique, -- of the form that was sent: twice is once
        record text not null
    );
    create table refunds (
        key text primary key, -- the provider gets it as well: asked twice, paid once
        sale text not null references sales,
        return_number text references returns,
        minor integer not null,
        record text, -- none where somebody else gave the money
        is_done integer not null -- is there nothing to ask of the provider, or has it answered?
    );
    create table refund_news (
        refund text not null references refunds,
        status text not null,
        at text not null,
        primary key (refund, status, at) -- a message that comes again is the same row
    );
    create index refunds_of_a_sale on refunds (sale);
"""
