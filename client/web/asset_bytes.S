/* The files of the browser client, as the table in web_assets.c points into them. */
    .section .rodata
    .global web_asset_bytes
    .type web_asset_bytes, %object
    .balign 16
web_asset_bytes:
    .incbin WEB_ASSETS_FILE
    .size web_asset_bytes, . - web_asset_bytes

    .section .note.GNU-stack, "", %progbits
